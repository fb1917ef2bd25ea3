import Rules

/// What tasks and rules are about, beyond their words: words of one concept stand for each other.
enum Concepts {
  /// What is being done.
  enum Activity: String, Hashable, Sendable, CaseIterable {
    case commit, testing, review, migration, deployment, documentation, dependencies, debugging, refactoring, branching
    case communication, editing, querying, styling, release, logging, infrastructure
    case pullRequest = "pull request"
  }

  /// The activities that words name, by stem.
  static func activities(of stems: Set<String>) -> Set<Activity> {
    Set(stems.compactMap { activityOfStem[$0] })
  }

  /// The activity of a condition or of a task's own field: one of the names above, or any word for it.
  static func activity(named name: String) -> Activity? {
    Activity(rawValue: name) ?? WordStems.stems(of: name).lazy.compactMap { activityOfStem[$0] }.first
  }

  /// The concepts of a stem, where it has some, else the stem itself.
  static func concepts(of stem: String) -> Set<String> {
    conceptsOfStem[stem] ?? [stem]
  }

  /// Words of which every program has some: a rule about nothing else applies to all code.
  static func isGeneral(_ stem: String) -> Bool { generalStems.contains(stem) }

  /// Words that name nothing: of a rule that has no others it cannot be told when it matters.
  static func isFiller(_ stem: String) -> Bool { fillerStems.contains(stem) }

  private static let fillerStems: Set<String> = Set(
    WordStems.stems(
      of: """
        about before after within between through outside except everything anything something nothing thing things one new
        each every all per own over under instead not no without only first last next later there here out up down off
        need needs show must may can could would also too still rather somebody someone kind kinds sort use keep make put
        i me my we our you your he she they them their what which who where why how other others same again back
        done way more most less least both either none some such let get got go goes come know think see look try
        """))

  private static let activityOfStem: [String: Activity] = table(
    """
    commit: commit commits committing squash amend
    testing: test tests testing tested spec specs fixture fixtures mock mocks mocking coverage
    review: review reviews reviewing reviewer
    pull request: pr prs pull mr
    logging: log logs logging logger
    infrastructure: infrastructure infra terraform provision
    migration: migration migrations migrate migrating
    deployment: deploy deploys deploying deployment rollout
    release: release releases releasing tag version changelog
    documentation: docs documentation document readme guide tutorial handbook
    dependencies: dependency dependencies install installing package packages lockfile upgrade library
    debugging: debug debugging bug bugs bugfix crash
    refactoring: refactor refactoring refactors rename extract
    branching: branch branches branching
    communication: answer answers reply replies explanation explanations explain summary summarize response
    editing: edit edits editing change changes code coding implement
    querying: query queries sql select
    styling: css styling stylesheet
    """
  ).compactMapValues(Activity.init)

  private static let conceptsOfStem: [String: Set<String>] = {
    var concepts: [String: Set<String>] = [:]
    for row in conceptRows.split(separator: "\n") {
      let parts = row.split(separator: ":", maxSplits: 1)
      for stem in WordStems.stems(of: String(parts[1])) { concepts[stem, default: []].insert(String(parts[0])) }
    }
    return concepts
  }()

  /// A word may stand for several concepts: a tooltip is a part of the interface, and a text.
  private static let conceptRows = """
    dependency: dependency dependencies package packages library libraries install crate crates gem gems cargo npm pip
    test: test tests testing spec specs fake fakes mock mocks mocking fixture fixtures
    error: error errors exception exceptions failure failures fail throw throws catch raise warn warns invalid
    endpoint: endpoint endpoints route routes handler handlers post get put patch delete api apis controller controllers rest
    response: response responses body bodies payload payloads answer answers endpoint post get put patch
    fetch: fetch fetches fetching load loads loaded loading http request requests download api client get post data
    interface: component components widget widgets button page pages screen screens view views ui interface dialog form modal
    interface: tooltip composable composables menu frontend liveview storyboard swiftui
    screen: screen screens page pages view views
    cloud: cloud aws gcp azure resource resources bucket queue instance stack lambda cluster topic vpc
    container: container containers image images kubernetes k8s pod pods deployment manifest manifests docker cronjob helm
    memory: memory allocate allocation heap malloc stack
    database: database databases db sql table tables column columns query queries migration migrations schema schemas
    database: backfill warehouse partition repo orm
    log: log logs logging logger print println diagnostic diagnostics trace tracing warn warning warnings
    date: date dates time times timestamp timestamps datetime clock
    money: money monetary amount amounts price prices currency total totals invoice payment payments cent cents rate rates
    money: exchange fx decimal
    text: text texts label labels copy wording tooltip heading headings message messages title titles caption sentence
    text: placeholder say says i18n translation translations
    document: docs documentation document guide readme
    commit: commit commits committed
    style: style styles styling css hover colour colours color colors layout theme font animation
    environment: environment environments env staging production prod sandbox
    secret: secret secrets credential credentials token tokens password
    random: random randomness rng seed seeds sampling monte
    dataframe: dataframe dataframes frame frames pandas polars csv
    deploy: deploy deploys deploying deployment roll rollout apply release
    state: state store viewmodel uistate
    """

  private static let generalStems: Set<String> = Set(
    WordStems.stems(
      of: """
        variable variables function functions method methods class classes type types constant constants parameter parameters argument
        arguments name names naming identifier identifiers file files code module modules import imports export exports quote quotes
        semicolon semicolons tab tabs space spaces indent indentation line lines column length width comment comments annotation
        annotations hint hints docstring docstrings return returns early nested nesting ternary ternaries arrow const let var any null
        undefined optional string strings literal literals number numbers magic loop loops source sources output outputs style format formatting formatter linter
        lint brace braces bracket trailing comma commas single double camel snake pascal kebab case camelcase snake_case pascalcase
        javascript typescript python swift rust go java kotlin ruby php c cpp csharp language convention named default private
        public unused dead todo blank whitespace short long small max maximum limit english abbreviation abbreviations interface
        interfaces enum enums struct structs immutable mutable mutation mutations readonly global globals state print debug console
        handling unwrap async await promise promises callback callbacks side effects pure functional
        composition inheritance dataclass dataclasses f-string f-strings pathlib typing strict body bodies statement statements
        expression expressions keyword keywords heading headings title titles sentence sentences wording word words paragraph list lists
        manager framework tool client store stores keep put puts give gives make pass wrap place call run follow stick add sort treat represent return answer
        everywhere anywhere explicit explicitly directly way form new own
        integer integers float floats boolean memory allocation allocate heap pointer pointers feature features version std standard
        library code change changes task work done finish finishing project repository lower upper write writing
        expression expressions if else switch match guard one new each every all per own over under instead not no without only
        about before after within between through outside except everything anything something nothing thing things user users
        time minimum supported msrv least most two three first last next later end begin start needs need require requires
        create created define defined add added set show must may can could would also too still rather
        people somebody someone repo app application firmware product end-to-end unit units kind kinds sort
        int stdint static statically dynamic dynamically stop touch newer older delete remove leave behind stick abbreviate abbreviating annotate signature
        signatures force build run commented commenting out vet property properties boolean booleans new big bigger larger straight directly
        i me my we our you your he she they them their what which who where why how here there
        """))

  private static func table(_ rows: String) -> [String: String] {
    var table: [String: String] = [:]
    for row in rows.split(separator: "\n") {
      let parts = row.split(separator: ":", maxSplits: 1)
      for stem in WordStems.stems(of: String(parts[1])) { table[stem] = String(parts[0]) }
    }
    return table
  }
}
