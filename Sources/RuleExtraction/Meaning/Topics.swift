import Rules

/// The subjects that directives are about.
enum Topics {
  private static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Words that speak for each kind of action. A word may speak for one kind only.
  static let words: [Action.Kind: Set<String>] = [
    .naming: set(
      """
      name names naming named called rename identifier identifiers prefix prefixed prefixes suffix suffixed suffixes
      camelcase snake_case kebab-case pascalcase screaming_snake_case upper_snake_case upper_case camel snake pascal kebab
      hungarian abbreviations abbreviate abbreviation abbreviated acronyms plural singular nouns nombre noms namen bezeichner
      """),
    .style: set(
      """
      quotes quote semicolon semicolons tab tabs spaces space indent indentation indented comma commas comment comments docstring
      docstrings emoji emojis tone wording formatting format formatted line lines column columns wide length brackets braces
      parentheses ternary ternaries arrow lambda lambdas comprehension comprehensions f-strings f-string const let var any
      type types annotations annotation hints readonly immutable mutable early guard nested nesting else loops loop
      uppercase lowercase lower-case upper-case keywords capitalised capitalized heading headings title sentence oxford jsdoc javadoc tsdoc rustdoc godoc markdown
      bullet bullets prose concise english spelling british american literals literal async await then promises callbacks
      unwrap expect optional optionals null undefined magic numbers enums enum interfaces interface destructuring
      money cents float floats dates iso reader commented-out structured json logs final documentation docs
      whitespace blank newline newlines alignment print println console.log logging imports sorted star wildcard
      anführungszeichen kommentare comillas comentarios guillemets commentaires tabulaciones espacios einrückung
      """),
    .structure: set(
      """
      folder folders directory directories module modules layer layers layered architecture component components hook hooks
      service services repository repositories controller controllers handler handlers model models package packages
      dependency dependencies library libraries framework live lives belong belongs goes place placement colocate colocated
      monolith circular injection inject dependency-injection state store reducer schema schemas endpoint endpoints route routes
      api apis response responses payload error errors exception exceptions result migration migrations table tables index
      foreign key keys env environment config configuration container containers image images fixture fixtures factories
      factory mocks mock utils util helpers shared domain boundary boundaries transaction transactions pagination paginated
      exports export default barrel inheritance composition singleton singletons globals global css styling modules sql
      orm queries query feature features files file src lib tests heap allocation thread threads cache caching i18n test tests behaviour actor actors lock locks cursor cursors parameter tags querying mocking
      """),
    .behavior: set(
      """
      run runs running ask asking confirm commit commits committing push pushing pull rebase merge squash branch deploy deploying
      install installing explain explaining explanation show answer answers reply replies respond summary summarise summarize plan
      touch touching edit delete deleting overwrite force lint linter finding findings nits backup pnpm npm yarn bun pip poetry uv cargo docker
      make apply restart kill diff diffs changelog review pr prs ticket issue wait stop guess guessing assume assumptions
      verify check double-check search read network internet secrets credentials production prod staging database sudo
      apologise apologize apologies sorry thank german english language verbose brief short todo todos done finish
      """),
  ]

  /// Verbs that alone say what kind of action is meant.
  static let verbs: [Action.Kind: Set<String>] = [
    .naming: ["name", "call", "rename", "prefix", "suffix"],
    .style: [
      "format", "indent", "document", "comment", "wrap", "capitalize", "capitalise", "lowercase", "uppercase", "spell",
      "quote", "align", "annotate",
      "type", "abbreviate",
    ],
    .structure: [
      "put", "place", "structure", "organize", "organise", "import", "inject", "extract", "separate", "split", "store",
      "group", "expose", "model",
      "compose", "inherit", "mock", "validate", "throw", "raise", "propagate", "catch", "paginate", "return", "pin",
    ],
    .behavior: [
      "run", "ask", "explain", "answer", "reply", "respond", "commit", "push", "squash", "rebase", "deploy", "install",
      "touch", "show", "check", "confirm",
      "verify", "propose", "summarize", "summarise", "list", "tell", "wait", "lint", "execute", "apply", "publish",
      "merge", "delete", "edit", "modify", "stop",
      "talk", "speak", "translate", "apologize", "apologise", "assume", "guess", "cite", "report", "skip", "restart",
    ],
  ]

  /// Every word above.
  static let all: Set<String> = words.values.reduce(into: []) { $0.formUnion($1) }

  /// Words for a programming language, and features that only one language has.
  static let languages: [String: String] = {
    let rows = """
      javascript: javascript js jsx mjs node.js
      typescript: typescript ts tsx .ts .tsx tsconfig any-types
      python: python py python3 f-strings f-string docstrings docstring pep8 pep dataclass dataclasses pytest pydantic type-hints mypy pandas polars
      python: numpy django flask fastapi alembic sqlalchemy pip poetry jupyter notebook notebooks
      swift: swift swiftui swiftlint xctest uikit storyboard storyboards
      rust: rust unwrap unwrap() clippy cargo serde .unwrap() crate crates rustfmt
      go: go golang gofmt goroutine goroutines
      java: java javadoc lombok maven
      kotlin: kotlin ktlint composable composables coroutine coroutines
      c: c stdint
      cpp: c++ cpp
      csharp: c# csharp .net linq unity
      ruby: ruby rubocop rspec rails gem gems
      elixir: elixir ecto phoenix liveview genserver
      php: php phpunit psr-12 laravel
      sql: sql cte ctes dbt
      shell: bash shell sh shellcheck zsh
      css: css scss sass
      html: html
      yaml: yaml yml kubernetes k8s helm
      terraform: terraform hcl tf
      markdown: markdown md
      dockerfile: dockerfile dockerfiles
      """
    var table: [String: String] = [:]
    for row in rows.split(separator: "\n") {
      let parts = row.split(separator: ":", maxSplits: 1)
      for word in parts[1].split(separator: " ") { table[String(word)] = String(parts[0]) }
    }
    return table
  }()

  /// What people write short, as it is written out.
  static let spelledOut: [String: String] = [
    "js": "JavaScript", "javascript": "JavaScript", "ts": "TypeScript", "typescript": "TypeScript", "py": "Python",
    "python": "Python", "rust": "Rust",
    "sql": "SQL", "css": "CSS", "html": "HTML", "api": "API", "apis": "APIs", "ui": "UI", "ci": "CI", "pr": "PR",
    "prs": "PRs", "url": "URL", "urls": "URLs",
    "json": "JSON", "yaml": "YAML", "db": "database", "dbs": "databases", "golang": "Go", "java": "Java",
    "kotlin": "Kotlin", "ruby": "Ruby", "php": "PHP",
    "repo": "repository", "env": "environment", "docs": "documentation", "http": "HTTP", "id": "id", "utc": "UTC",
    "iso": "ISO", "any-more": "any more",
  ]

  /// What is being done, by the words that say so.
  static let activities: [String: String] = {
    let rows = """
      commit: commit commits committing committed squash
      testing: test tests testing spec specs fixture fixtures mocks mocking coverage
      review: review reviews reviewing
      pull request: pr prs pull-request pull-requests mr mrs
      migration: migration migrations migrate
      deploy: deploy deploys deploying deployment deployments
      release: release releases releasing
      documentation: docs documentation readme docstring docstrings
      dependencies: dependency dependencies install installing lockfile upgrade upgrading
      debugging: debugging
      refactoring: refactor refactoring refactors
      branching: branch branches
      logging: log logs logging
      tickets: ticket tickets
      communication: answer answers reply replies explanation explanations response
      """
    var table: [String: String] = [:]
    for row in rows.split(separator: "\n") {
      let parts = row.split(separator: ":", maxSplits: 1)
      for word in parts[1].split(separator: " ") { table[String(word)] = String(parts[0]) }
    }
    return table
  }()

  /// Tools by what they are for: two of one group exclude each other.
  static let toolGroups: [String: String] = {
    let rows = """
      package manager: npm yarn pnpm bun pip poetry uv conda pipenv composer bundler cocoapods spm gradle maven hatch
      test framework: jest vitest mocha jasmine ava pytest unittest nose rspec minitest junit testng xctest quick kotest playwright cypress selenium
      formatter: prettier black ruff autopep8 yapf gofmt gofumpt rustfmt swiftformat dprint biome
      linter: eslint tslint flake8 pylint clippy swiftlint rubocop shellcheck golangci-lint oxlint
      http client: axios fetch requests httpx aiohttp ky got superagent alamofire okhttp ureq reqwest
      date library: moment dayjs date-fns luxon arrow pendulum chrono temporal
      state library: redux zustand mobx recoil jotai pinia vuex
      styling: tailwind bootstrap sass less styled-components emotion css-modules
      orm: prisma typeorm sequelize drizzle sqlalchemy peewee hibernate knex diesel sqlx gorm
      validation library: zod yup joi ajv pydantic marshmallow attrs valibot
      dataframe library: pandas polars dask
      logging library: winston pino bunyan loguru structlog log4j logback slog zap zerolog
      version control workflow: rebase merge squash
      database: postgres postgresql mysql mariadb sqlite mongodb mongo redis dynamodb
      container tool: docker podman
      bundler: webpack vite rollup esbuild parcel turbopack
      """
    var table: [String: String] = [:]
    for row in rows.split(separator: "\n") {
      let parts = row.split(separator: ":", maxSplits: 1)
      for word in parts[1].split(separator: " ") { table[String(word)] = String(parts[0]) }
    }
    return table
  }()
}
