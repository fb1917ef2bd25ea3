import Foundation
import TestSupport
import Testing

/// Apache Spark on this machine, if it is there.
private enum Spark {
  private static let place = packageDirectory.appending(path: ".build/spark/bin").path(percentEncoded: false)
  static let job = packageDirectory.appending(path: "jobs/spark/ltm_spark.py").path(percentEncoded: false)
  static let submit = "\(place)/spark-submit"
  static let interpreter = "\(place)/python"

  /// Whether there is a Python that knows Spark, and Java.
  static let isThere: Bool = {
    let isThere =
      (try? Command.run(["sh", "-c", "java -version && '\(interpreter)' -c 'import pyspark'"]).status) == 0
    if !isThere { print("left out: Apache Spark is not installed; 'make test-spark' does it") }
    return isThere
  }()
}

/// The job over a cluster of two workers on this machine.
@Suite(.serialized, .enabled(if: Spark.isThere, "'make test-spark' installs Apache Spark"))
struct SparkJobTests {
  private let directory: TemporaryDirectory
  private let ltm: String
  private let environment = [
    "PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1750000000", "SPARK_LOCAL_IP": "127.0.0.1",
    "PYSPARK_DRIVER_PYTHON": Spark.interpreter, "PYTHONDONTWRITEBYTECODE": "1",
  ]

  init() throws {
    directory = try TemporaryDirectory()
    ltm = try BuiltProgram.path("ltm")
  }

  private func run(_ words: String...) throws -> Command {
    try Command.run(words, in: directory.path, environment: environment)
  }

  private func spark(_ start: [String], ltm: String, _ arguments: [String]) throws -> Command {
    try Command.run(start + ["--ltm", ltm] + arguments, in: directory.path, environment: environment)
  }

  @Test func aClusterCommitsWhatOneMachineCommits() throws {
    let examples = packageDirectory.appending(path: "config/examples").path
    #expect(try run(ltm, "generate", "--seed", "11", "--transcripts", "12", "--output", "made").status == 0)
    #expect(try run("cp", "-r", "made/transcripts", "two words & 'quotes' \u{E9}").status == 0)
    try directory.write("no transcript", to: "made/notes.txt")
    let input = [examples, directory.path("made"), directory.path("two words & 'quotes' \u{E9}")]
      .flatMap { ["--input", $0] }
    let tasks = ["--tasks", "\(examples)/tasks.json"]
    let alone = try Command.run(
      [ltm, "run"] + input + tasks + ["--store", "alone.git", "--output", "alone"], in: directory.path,
      environment: environment)
    #expect(alone.status == 0, "\(alone.errors)")
    let cluster = try spark(
      [Spark.interpreter, Spark.job, "--master", "local-cluster[2,1,1024]"], ltm: ltm,
      input + ["--store", "cluster.git", "--output", "cluster", "--"] + tasks)
    #expect(cluster.status == 0, "\(cluster.errors)")
    let refs = try Command.git(directory.path("alone.git"), "for-each-ref")
    #expect(refs.output.contains("refs/heads/main") && refs.output.contains("refs/heads/candidates"))
    #expect(try Command.git(directory.path("cluster.git"), "for-each-ref").output == refs.output)
    for name in ["candidates.jsonl", "decisions.jsonl", "results.jsonl", "drift.json"] {
      #expect(try run("cmp", "alone/\(name)", "cluster/\(name)").status == 0, "\(name)")
    }
  }

  @Test(arguments: [
    (#"case "$1" in extract) cat >&2; exit 1;; esac"#, "'ltm extract' ended with exit code 1"),
    (#"case "$1" in --version) echo $$; exit;; esac"#, "it has another version of ltm"),
    (#"case "$1" in extract) cat >&2; exit 0;; esac"#, "gave 0 lines for 1 files"),
  ])
  func anExecutorThatFailsLeavesNothing(fault: String, message: String) throws {
    let program = try directory.write("#!/bin/sh\n\(fault)\nexec '\(ltm)' \"$@\"\n", to: "bin/ltm")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    try directory.write("{}", to: "in/a.json")
    // Another way to start it, which brings all output together.
    let start = [Spark.submit, "--master", "local[2]", Spark.job]
    let run = try spark(start, ltm: program, ["--input", "in", "--store", "rules.git", "--output", "out"])
    #expect(run.status == 1)
    #expect(run.output.contains(message))
    #expect(run.output.hasSuffix("; nothing was committed\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == ["bin", "in"])
  }
}
