extension Double {
  /// The number rounded to four decimals, as scores and shares are written.
  package var fourDecimals: Double { (self * 10_000).rounded() / 10_000 }

  /// The number with exactly so many decimals, the same in every locale; for numbers from zero on.
  package func fixed(decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
    let scaled = Int((self * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    return "\(scaled / scale).\(String(repeating: "0", count: decimals - fraction.count))\(fraction)"
  }
}
