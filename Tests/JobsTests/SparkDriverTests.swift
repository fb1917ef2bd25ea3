import Foundation
import TestSupport
import Testing

/// What `jobs/spark/ltm_spark.py` does without Spark: what it refuses, how it divides, what it believes.
@Suite struct SparkDriverTests {
  private static let jobs = packageDirectory.appending(path: "jobs/spark").path(percentEncoded: false)
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Runs the driver; the Python that runs it knows no other package.
  private func drive(_ arguments: String..., ltm: String? = nil) throws -> Command {
    let program = try ltm ?? BuiltProgram.path("ltm")
    return try Command.run(
      ["python3", "-I", "-S", "-B", "\(Self.jobs)/ltm_spark.py", "--ltm", program, "--output", "out"] + arguments,
      in: directory.path, environment: ["PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1750000000"])
  }

  /// Calls the driver's own functions.
  private func python(_ code: String, _ arguments: String...) throws -> Command {
    try Command.run(
      [
        "python3", "-I", "-S", "-B", "-c",
        "import sys; sys.path.insert(0, sys.argv[1])\nimport ltm_spark\n" + code, Self.jobs,
      ] + arguments, environment: ["PATH": "/usr/bin:/bin"])
  }

  @Test(arguments: [("a\nb.json", "line break"), ("a\rb.json", "line break")])
  func aPathThatCannotBeSentIsRefused(name: String, reason: String) throws {
    try directory.write("{}", to: "in/\(name)")
    let run = try drive("--input", "in")
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix("ltm_spark: error: ") && run.errors.contains(reason))
    #expect(run.errors.hasSuffix("; nothing was committed\n") && run.errors.count { $0 == "\n" } == 1)
    #expect(!FileManager.default.fileExists(atPath: directory.path("out")))
  }

  @Test func aMissingInputEndsWithThreeAndTheOthersGoOn() throws {
    let run = try drive("--input", "nowhere", "--store", "rules.git")
    #expect(run.status == 3)
    #expect(run.errors.contains("nowhere: no such file or directory"))
    #expect(FileManager.default.fileExists(atPath: directory.path("out/report.json")))
  }

  @Test func whatIsNotThereIsNamed() throws {
    try directory.write("{}", to: "in/a.json")
    #expect(try drive("--input", "in").errors.contains("error: pyspark is not installed; 'pip install -r "))
    #expect(try drive("--input", "in", ltm: "/nowhere/ltm").errors.contains("there is no program '/nowhere/ltm'"))
    let failing = try drive("--input", "in", ltm: "/bin/false")
    #expect(failing.errors.contains("'ltm sources --files' ended with exit code 1"))
    #expect(try drive().status == 2)
    #expect(try drive("--input", "in", "--partitions", "0").status == 2)
    #expect(try !FileManager.default.contentsOfDirectory(atPath: directory.path).contains("store"))
  }

  @Test func tasksAreFoundAsARunFindsThem() throws {
    for place in ["a", "b"] { try directory.write("[]", to: "\(place)/tasks.json") }
    try directory.write("", to: "c/empty")
    let code = """
      from types import SimpleNamespace
      for places, run in ((["a", "c"], []), (["c"], []), (["a"], ["--tasks", "x"]), (["a", "b"], [])):
        places = [sys.argv[2] + "/" + place for place in places]
        print(len(ltm_spark.tasks(SimpleNamespace(input=places, run=run))), flush=True)
      """
    let run = try python(code, directory.path)
    #expect(run.output == "2\n0\n0\n")
    #expect(run.errors.contains("several inputs hold a tasks.json"))
  }

  @Test func partsHoldAboutAsManyBytes() throws {
    for (name, size) in [("a", 700), ("b", 10), ("c", 300), ("d", 390), ("e", 1), ("f", 1)] {
      try directory.write(String(repeating: "x", count: size), to: name)
    }
    let code = "import os; os.chdir(sys.argv[2]); print(ltm_spark.balanced('fedcba', 2), ltm_spark.balanced('ab', 9))"
    let run = try python(code, directory.path)
    #expect(run.output == "[['a', 'e', 'f'], ['b', 'c', 'd']] [['a'], ['b']]\n", "\(run.errors)")
  }

  @Test(arguments: [
    (#"{"file":"FILE"}"#, "same"), (#"{"file":"/x/[secret:password]"}"#, #"{"file": "FILE"}"#),
    (#"{"file":"/other"}"#, "a line for another file"), ("{", "something else than the line for"),
    (
      #"{"file":"FILE","problem":{"file":"FILE","reason":"no such file or directory"}}"#,
      "cannot read FILE, which is here"
    ),
    (#"{"file":"FILE","problem":{"file":"FILE","reason":"Permission denied"}}"#, "cannot read FILE, which is here"),
    (#"{"file":"FILE","problem":{"file":"FILE","reason":"broken"}}"#, "same"),
  ])
  func onlyTheLineOfTheFileIsBelieved(line: String, outcome: String) throws {
    let file = try directory.write("x", to: "a.json")
    let given = line.replacing("FILE", with: file)
    let run = try python("print(ltm_spark.checked([sys.argv[2]], [sys.argv[3]])[0])", given, file)
    let expected = outcome == "same" ? given : outcome.replacing("FILE", with: file)
    #expect((run.output + run.errors).contains(expected))
    #expect((run.status == 0) == (outcome == "same" || outcome.hasPrefix("{")))
  }

  @Test func aFileThatIsGoneIsNoFaultOfTheExecutor() throws {
    let line = #"{"file":"/gone","problem":{"file":"/gone","reason":"no such file or directory"}}"#
    #expect(try python("print(ltm_spark.checked([sys.argv[2]], ['/gone'])[0])", line).output == line + "\n")
  }
}
