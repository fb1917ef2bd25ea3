/// Why a sentence encoder cannot be made from a file.
package enum EncoderError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The operating system does not let the file be read.
  case unreadable(path: String, reason: String)
  /// The file is not what the encoder reads, from this byte on.
  case malformed(path: String, offset: Int, reason: String)

  package var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .malformed(let path, let offset, let reason):
      "\(path): byte \(offset): \(reason); write the file anew with config/models/export_encoder.py"
    }
  }
}
