import Foundation

/// A directory as editors name it: a path or a `file:` URI.
enum DirectoryURI {
  static func path(_ text: String) -> String {
    guard text.contains("://") else { return text }
    guard let split = InjectedText.split(text, at: "://") else { return text }
    // What precedes the first slash is a host, or a remote machine's name.
    let path = split.after.drop { $0 != "/" }
    return String(path).removingPercentEncoding ?? String(path)
  }
}
