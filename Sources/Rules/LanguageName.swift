/// The names of programming languages: one spelling each, from what people write and from file names.
package enum LanguageName {
  /// The one name of a language: "JS" and "jsx" are `javascript`; nil for a word that names none.
  package static func canonical(_ word: String) -> String? {
    names[word.lowercased()]
  }

  /// The language of a file, by its name.
  package static func ofFile(at path: String) -> String? {
    guard let name = path.split(separator: "/").last else { return nil }
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return names[name.lowercased()] }
    return names[name[name.index(after: dot)...].lowercased()]
  }

  private static let names: [String: String] = {
    let rows = """
      javascript: javascript js jsx mjs cjs
      typescript: typescript ts tsx mts cts
      python: python py python3 pyi
      swift: swift
      rust: rust rs
      go: go golang
      java: java
      kotlin: kotlin kt kts
      c: c h
      cpp: c++ cpp cc cxx hpp hh
      csharp: c# csharp cs
      ruby: ruby rb
      php: php
      sql: sql
      shell: shell bash sh zsh
      css: css scss less sass
      html: html htm
      yaml: yaml yml
      json: json
      toml: toml
      terraform: terraform hcl tf
      markdown: markdown md mdx
      dockerfile: dockerfile
      makefile: makefile
      scala: scala
      elixir: elixir ex exs
      haskell: haskell hs
      lua: lua
      dart: dart
      r: r
      """
    var table: [String: String] = [:]
    for row in rows.split(separator: "\n") {
      let parts = row.split(separator: ":", maxSplits: 1)
      for word in parts[1].split(separator: " ") { table[String(word)] = String(parts[0]) }
    }
    return table
  }()
}
