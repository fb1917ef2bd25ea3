import RegularExpressions

/// One kind of credential, with the form that its provider documents or that tools of its kind use.
struct CredentialKind: Sendable {
  /// What a mask says that it hides.
  let name: String
  /// The form in RE2 syntax; its last group, where it has one, is the secret itself.
  let form: String
  /// Whether every credential of the kind is equally long, so that one that is broken in two can be put together.
  var hasOneLength: Bool { form.hasSuffix(#"\b"#) }

  init(_ name: String, _ form: String) {
    self.name = name
    self.form = form
  }

  /// The pattern that is searched for: no letter or digit stands before the credential. Not `\b`: an underscore
  /// may, as in `TOKEN_ghp_…`.
  var pattern: String { "(?:^|[^A-Za-z0-9])(\(form))" }
}

/// The kinds that are known, compiled once.
struct CredentialKinds: Sendable {
  static let all = CredentialKinds()

  let kinds: [CredentialKind]
  private let expressions: [RegularExpression]
  private let set: RegularExpressionSet?

  private init() {
    var kinds: [CredentialKind] = []
    var expressions: [RegularExpression] = []
    for kind in CredentialKind.providers + CredentialKind.general {
      guard let expression = try? RegularExpression(kind.pattern) else { continue }
      kinds.append(kind)
      expressions.append(expression)
    }
    self.kinds = kinds
    self.expressions = expressions
    set = try? RegularExpressionSet(kinds.map(\.pattern))
  }

  /// Every credential in the text, with the index of its kind.
  ///
  /// One pass tells which kinds there are, and one more for each of those tells where.
  func spans(in text: [UInt8]) -> [(range: Range<Int>, kind: Int)] {
    (set?.indices(inUTF8: text) ?? Array(kinds.indices)).flatMap { index in
      expressions[index].spans(inUTF8: text).compactMap { groups in
        groups.dropFirst().last { $0 != nil }.flatMap { $0 }.map { ($0, index) }
      }
    }
  }
}
