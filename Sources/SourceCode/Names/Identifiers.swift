/// Every identifier of a text, and what the text declares.
struct Identifiers: Sendable {
  /// One identifier in the text.
  struct Use: Sendable {
    /// Its bytes.
    let range: Range<Int>
    /// The set of names it is from.
    let space: Dialect.Space
    /// Whether it stands for a member and a value at once, as in `{ user }`.
    let isShorthand: Bool
  }

  /// Every identifier by its text, in order.
  private(set) var uses: [String: [Use]] = [:]
  /// The spaces in which the text declares a name.
  private(set) var declared: [String: Set<Dialect.Space>] = [:]
  /// The names the text declares, in order.
  private(set) var names: [SourceName] = []
  /// Names that are also mentioned where no rename reaches, such as an import or a symbol.
  private var pinned: Set<String> = []
  private let hasBareMembers: Bool

  /// Reads every identifier of a tree.
  init(in syntax: Syntax, dialect: Dialect, bytes: [UInt8]) {
    hasBareMembers = dialect.hasBareMembers
    var reader = DeclarationReader(syntax, dialect, bytes)
    reader.read()
    var order: [(name: String, role: NameRole)] = []
    var seen: Set<Key> = []
    var known: Set<String> = []
    for found in reader.found {
      if let role = found.role {
        known.insert(found.text)
        if seen.insert(Key(name: found.text, role: role)).inserted { order.append((found.text, role)) }
        if !found.isWeak { declared[found.text, default: []].insert(found.space) }
      }
      if found.isMember { declared[found.text, default: []].insert(.member) }
    }
    for found in reader.found {
      // A keyword argument belongs to the function that is called, which may be somebody else's.
      if let callee = found.callee, !known.contains(callee) { continue }
      if found.isImported { pinned.insert(found.text) }
      uses[found.text, default: []].append(
        Use(range: found.range, space: found.space, isShorthand: found.isShorthand))
    }
    pinned.formUnion(reader.pinned)
    names = order.map { name, role in
      SourceName(name: name, role: role, uses: renamable(name).map(\.range))
    }
  }

  private struct Key: Hashable {
    let name: String
    let role: NameRole
  }

  /// The spaces that a rename of a name reaches.
  func spaces(of name: String) -> Set<Dialect.Space> {
    guard let spaces = declared[name] else { return [] }
    return hasBareMembers && spaces.contains(.member) ? spaces.union([.value]) : spaces
  }

  /// The identifiers that are renamed together; none when something else depends on the name.
  func renamable(_ name: String) -> [Use] {
    let spaces = spaces(of: name)
    guard !spaces.isEmpty, !pinned.contains(name) else { return [] }
    return (uses[name] ?? []).filter {
      $0.space == .either || spaces.contains($0.space) || $0.isShorthand && spaces.contains(.member)
    }
  }

  /// Tells whether another name stands where a rename of the first one would put it.
  func collides(_ name: String, with other: String) -> Bool {
    guard let others = uses[other] else { return false }
    if hasBareMembers { return true }
    let spaces = spaces(of: name)
    return others.contains { $0.space == .either || $0.isShorthand || spaces.contains($0.space) }
  }
}
