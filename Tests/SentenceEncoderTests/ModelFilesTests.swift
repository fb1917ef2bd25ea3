import Foundation
import SentenceEncoder
import TestSupport
import Testing

@Suite struct ModelFilesTests {
  @Test func theModelOfThePackageIsFound() throws {
    let path = try #require(ModelFiles.locate("directives-l6-int8.bin"))
    #expect(FileManager.default.isReadableFile(atPath: path))
  }

  @Test func aFileThatIsNowhereIsNotFound() {
    #expect(ModelFiles.locate("none.bin") == nil)
    #expect(ModelFiles.locate("../pipeline_config.json") == nil)
  }

  @Test func placesAreInTheirOrder() throws {
    let places = ModelFiles.directories
    let installed = try #require(places.firstIndex { $0.hasSuffix("/../share/ltm/models") })
    let working = try #require(places.firstIndex(of: "\(FileManager.default.currentDirectoryPath)/config/models"))
    #expect(installed < working)
    #expect(places.last == "/config/models")
  }
}
