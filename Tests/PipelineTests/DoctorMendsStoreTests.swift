import Foundation
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// Damage that needs no person: it is found, and `--fix` mends it.
@Suite struct DoctorMendsStoreTests {
  /// What can happen to a store.
  enum Damage: String, CaseIterable {
    case headIsEmpty, headIsMissing, headNamesNothing
    case configurationIsEmpty, configurationIsMissing, refsAreMissing, packDirectoryIsMissing
    case reflogIsOff
    case branchIsEmpty, branchIsZeros, branchIsGone, packedBranchIsEmpty
    case branchIsLocked, headIsLocked, packedRefsAreLocked, configurationIsLocked, indexIsLocked, reflogIsLocked
    case draftIsLeft, packIsLeft, objectIsLeft
    case indexHasNoPack, packHasNoIndex, indexIsEmpty
    case emptyObject, damagedObjectThatIsInAPackToo
    case manyPacks

    var check: Check {
      switch self {
      case .headIsEmpty, .headIsMissing, .configurationIsEmpty, .configurationIsMissing, .refsAreMissing,
        .packDirectoryIsMissing:
        .storeForm
      case .headNamesNothing: .storeHead
      case .reflogIsOff: .storeReflog
      case .branchIsEmpty, .branchIsZeros, .branchIsGone, .packedBranchIsEmpty: .storeBranch
      case .branchIsLocked, .headIsLocked, .packedRefsAreLocked, .configurationIsLocked, .indexIsLocked,
        .reflogIsLocked:
        .storeLockFile
      case .draftIsLeft, .packIsLeft, .objectIsLeft: .storeLeftover
      case .indexHasNoPack, .packHasNoIndex, .indexIsEmpty: .storePackIndex
      case .emptyObject, .damagedObjectThatIsInAPackToo: .storeObjectFile
      case .manyPacks: .storePacks
      }
    }

    var isDeep: Bool { self == .damagedObjectThatIsInAPackToo }

    var isWarning: Bool {
      [.headNamesNothing, .reflogIsOff, .draftIsLeft, .packIsLeft, .objectIsLeft, .indexHasNoPack, .manyPacks]
        .contains(self)
    }

    func apply(to patient: Patient) throws {
      switch self {
      case .headIsEmpty: try patient.write("", "HEAD")
      case .headIsMissing: try patient.remove("HEAD")
      case .headNamesNothing: try patient.write("ref: refs/heads/master\n", "HEAD")
      case .configurationIsEmpty: try patient.write("", "config")
      case .configurationIsMissing: try patient.remove("config")
      case .refsAreMissing:
        _ = try patient.git("pack-refs", "--all")
        try patient.remove("refs")
      case .packDirectoryIsMissing:
        try patient.unpack()
        try patient.remove("objects/pack")
      case .reflogIsOff: _ = try patient.git("config", "--unset", "core.logAllRefUpdates")
      case .branchIsEmpty: try patient.write("", "refs/heads/main")
      case .branchIsZeros: try patient.write(Data(count: 41), "refs/heads/candidates")
      case .branchIsGone: try patient.remove("refs/heads/main")
      case .packedBranchIsEmpty:
        _ = try patient.git("pack-refs", "--all")
        try patient.write("\n", "refs/heads/main")
      case .branchIsLocked: try patient.leave("", "refs/heads/main.lock")
      case .headIsLocked: try patient.leave("", "HEAD.lock")
      case .packedRefsAreLocked: try patient.leave("", "packed-refs.lock")
      case .configurationIsLocked: try patient.leave("", "config.lock")
      case .indexIsLocked: try patient.leave("", "index.lock")
      case .reflogIsLocked: try patient.leave("", "logs/refs/heads/main.lock")
      case .draftIsLeft:
        try patient.leave("half", "objects/tmp_objdir-ltm-X/pack-1.pack")
        try patient.age("objects/tmp_objdir-ltm-X")
      case .packIsLeft: try patient.leave("half", "objects/pack/tmp_pack_abc")
      case .objectIsLeft: try patient.leave("half", "objects/ab/tmp_obj_abc")
      case .indexHasNoPack: try patient.leave("index", "objects/pack/pack-0123.idx")
      case .packHasNoIndex:
        for index in try patient.packs(".idx") { try patient.remove(index) }
        for pack in try patient.packs(".pack") { try patient.age(pack) }
      case .indexIsEmpty:
        for index in try patient.packs(".idx") { try patient.leave("", index) }
        for pack in try patient.packs(".pack") { try patient.age(pack) }
      case .emptyObject: try patient.leave("", "objects/ab/cdef0123456789abcdef0123456789abcdef01")
      case .damagedObjectThatIsInAPackToo:
        let file = try patient.file(of: "main")
        try patient.leave("x\u{1}damage", file)
      case .manyPacks:
        for number in 0..<60 {
          let rule = try Patient.rule("more-\(number)")
          _ = try patient.store.evidence.commit([.add(rule)], in: .init(id: "m", time: .init(seconds: 1_750_000_000)))
        }
      }
    }
  }

  @Test(arguments: Damage.allCases)
  func damageIsFoundAndMended(damage: Damage) throws {
    let patient = try Patient()
    try damage.apply(to: patient)
    let before = try patient.contents()
    let found = try patient.problems(damage.check, deep: damage.isDeep)
    #expect(found.contains { $0.isFixable && $0.severity == (damage.isWarning ? .warning : .error) }, "\(found)")
    // Looking changes nothing.
    #expect(try patient.contents() == before)
    let report = try patient.mend(deep: damage.isDeep)
    #expect(report.findings.contains { $0.check == damage.check && $0.isMended }, "\(report.problems)")
    #expect(report.problems == [])
    try patient.expectWell()
    // There is nothing left to do.
    let after = try patient.contents()
    let again = try patient.mend(deep: true)
    #expect(again.problems == [] && again.mended == 0)
    #expect(try patient.contents() == after)
  }

  @Test func allDamageAtOnceIsMended() throws {
    let patient = try Patient()
    let all: [Damage] = [
      .branchIsZeros, .draftIsLeft, .packHasNoIndex, .emptyObject, .reflogIsOff, .packedRefsAreLocked, .branchIsEmpty,
      .headIsEmpty, .configurationIsLocked,
    ]
    for damage in all { try damage.apply(to: patient) }
    let report = try patient.mend()
    #expect(report.problems == [])
    #expect(report.mended >= all.count)
    try patient.expectWell()
  }

  /// What another process may be about to finish is left to it.
  @Test(arguments: ["refs/heads/main.lock", "objects/pack/tmp_pack_abc", "objects/pack/pack-0123.idx"])
  func whatIsNewIsLeftAlone(name: String) throws {
    let patient = try Patient()
    try patient.write("new", name)
    let report = try patient.mend()
    #expect(report.mended == 0)
    #expect(!report.isWrong)
    #expect(patient.exists(name))
  }

  @Test func nothingIsMendedWhileARunHoldsTheLock() throws {
    let patient = try Patient()
    try Damage.branchIsLocked.apply(to: patient)
    let lock = try patient.store.lock()
    let report = try patient.mend()
    #expect(report.mended == 0)
    #expect(report.problems.first { $0.check == .storeRunLock }?.severity == .warning)
    #expect(report.problems.first { $0.check == .storeLockFile }?.failure?.contains("another run") == true)
    #expect(patient.exists("refs/heads/main.lock"))
    _ = consume lock
    #expect(try patient.mend().problems == [])
  }

  @Test func repackingKeepsTheReflog() throws {
    let patient = try Patient()
    try Damage.manyPacks.apply(to: patient)
    let before = try patient.git("reflog", "show", "evidence")
    #expect(try patient.mend().mended == 1)
    #expect(try patient.packs(".pack").count == 1)
    #expect(try patient.git("reflog", "show", "evidence") == before)
  }
}

extension Patient {
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }
}
