/// A made-up credential in its documented form, built from parts at run time, so that no scanner takes a test's source
/// for a leak.
package struct PlantedSecret: Hashable, Sendable {
  /// What the scanner calls it.
  package let kind: String
  /// The credential with the words that it needs around it to be one.
  package let text: String
  /// The part that must never be written.
  package let secret: String

  /// One credential of every kind.
  package static func all(using generator: inout some RandomNumberGenerator) -> [PlantedSecret] {
    forms.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      return parts.count == 2 ? PlantedSecret(String(parts[0]), form: String(parts[1]), &generator) : nil
    } + [privateKey(using: &generator)]
  }

  private init(kind: String, text: String, secret: String) {
    self.kind = kind
    self.text = text
    self.secret = secret
  }

  /// Fills a form: `{A36}` is 36 letters and digits; what stands between `«` and `»` is the secret, or else all of it.
  private init?(_ kind: String, form: String, _ generator: inout some RandomNumberGenerator) {
    var text = ""
    var rest = Substring(form)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let field = rest[rest.index(after: open)..<close]
      guard let alphabet = Self.alphabets[field.prefix(1)], let count = Int(field.dropFirst()) else { return nil }
      text += Self.random(alphabet, count, &generator)
      rest = rest[rest.index(after: close)...]
    }
    text += rest
    let marks = text.split(whereSeparator: { "«»".contains($0) })
    let secret = text.contains("«") ? String(marks[text.first == "«" ? 0 : 1]) : text
    self.init(kind: kind, text: text.filter { !"«»".contains($0) }, secret: secret)
  }

  /// Letters and digits mixed as in real keys: a digit at least at every fifth place where the alphabet has both.
  private static func random(
    _ alphabet: String, _ count: Int, _ generator: inout some RandomNumberGenerator
  ) -> String {
    let all = Array(alphabet)
    let digits = all.filter(\.isNumber)
    return String(
      (0..<count).map { index in (index % 5 == 3 ? digits : all).randomElement(using: &generator) ?? "0" })
  }

  private static let alphabets: [Substring: String] = {
    let (lower, upper, digits) = ("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789")
    return [
      "A": lower + upper + digits, "h": "abcdef" + digits, "H": "ABCDEF" + digits, "U": upper + digits, "d": digits,
      "l": lower + digits, "B": lower + upper + digits + "+/", "w": lower + upper + digits + "_-",
    ]
  }()

  private static func privateKey(using generator: inout some RandomNumberGenerator) -> PlantedSecret {
    let lines = (0..<6).map { _ in random(alphabets["B"] ?? "", 64, &generator) }
    let label = ["RSA", "EC", "OPENSSH", "ENCRYPTED"].randomElement(using: &generator) ?? "RSA"
    let body = lines.joined(separator: "\n")
    return PlantedSecret(
      kind: "private-key", text: "-----BEGIN \(label) PRIVATE KEY-----\n\(body)\n-----END \(label) PRIVATE KEY-----",
      secret: lines[2])
  }

  private static let forms = """
    aws-access-key AKIA{U16}
    aws-secret-key aws_secret_access_key = «{B40}»
    google-api-key AIza{w35}
    google-access-token ya29.{w60}
    google-client-secret GOCSPX-{w28}
    azure-storage-key DefaultEndpointsProtocol=https;AccountName=store;AccountKey=«{B86}»==
    azure-client-secret {A3}8Q~{A34}
    azure-shared-access-signature https://store.blob.example.net/c?sv=2022-11-02&sr=c&sig=«{A43}»
    digitalocean-token dop_v1_{h64}
    alibaba-access-key LTAI{A20}
    tencent-secret-id AKID{A32}
    cloudflare-origin-key v1.0-{h24}-{h146}
    heroku-key HRKU-{w60}
    fly-token fo1_{w43}
    netlify-token nfp_{A36}
    vercel-token vercel_blob_rw_{A16}_{A30}
    supabase-token sbp_{h40}
    planetscale-token pscale_tkn_{w43}
    databricks-token dapi{h32}
    terraform-token {A14}.atlasv1.{w67}
    pulumi-token pul-{h40}
    vault-token hvs.{w95}
    doppler-token dp.pt.{A43}
    onepassword-token ops_eyJ{A200}
    tailscale-key tskey-auth-{A16}-{A32}
    age-secret-key AGE-SECRET-KEY-1{U58}
    github-token ghp_{A36}
    github-token gho_{A36}
    github-fine-grained-token github_pat_{A22}_{A59}
    gitlab-token glpat-{w20}
    bitbucket-password ATBB{A32}
    atlassian-token ATATT3{w186}
    sourcegraph-token sgp_{h40}
    buildkite-token bkua_{h40}
    circleci-token CCIPAT_{A22}_{h40}
    npm-token npm_{A36}
    pypi-token pypi-AgEIcHlwaS5vcmc{w90}
    docker-token dckr_pat_{w27}
    rubygems-key rubygems_{h48}
    crates-token cio{A32}
    nuget-key oy2{l43}
    clojars-token CLOJARS_{l60}
    artifactory-key AKCp{A69}
    anthropic-key sk-ant-api03-{w93}
    openrouter-key sk-or-v1-{h64}
    openai-key sk-proj-{w64}
    openai-key sk-{A48}
    huggingface-token hf_{A34}
    groq-key gsk_{A52}
    replicate-token r8_{A37}
    perplexity-key pplx-{A48}
    xai-key xai-{A80}
    langsmith-key lsv2_pt_{h32}_{h10}
    slack-token xoxb-{d12}-{d12}-{A24}
    slack-app-token xapp-1-A{U10}-{d13}-{h64}
    slack-webhook https://hooks.slack.com/services/«T{U9}/B{U9}/{A24}»
    discord-webhook https://discord.com/api/webhooks/«{d18}/{w68}»
    discord-bot-token M{A23}.{A6}.{w38}
    telegram-bot-token {d10}:AA{w33}
    teams-webhook https://acme.webhook.office.com/webhookb2/«{h8}-{h4}-{h4}-{h4}-{h12}@{h8}-{h4}-{h4}-{h4}-{h12}/IncomingWebhook/{h32}/{h8}-{h4}-{h4}-{h4}-{h12}»
    twilio-key SK{h32}
    sendgrid-key SG.{w22}.{w43}
    mailgun-key key-{h32}
    mailchimp-key {h32}-us12
    brevo-key xkeysib-{h64}-{A16}
    stripe-key sk_live_{A24}
    stripe-key rk_test_{A24}
    stripe-webhook-secret whsec_{A32}
    square-token sq0atp-{w22}
    shopify-token shpat_{h32}
    flutterwave-key FLWSECK_TEST-{h32}
    easypost-key EZAK{A54}
    shippo-token shippo_live_{h40}
    duffel-token duffel_live_{w43}
    linear-key lin_api_{A40}
    notion-token ntn_{A46}
    figma-token figd_{w40}
    airtable-token pat{A14}.{h64}
    asana-token 1/{d16}:{h32}
    contentful-token CFPAT-{w43}
    postman-key PMAK-{h24}-{h34}
    readme-key rdme_{l70}
    mapbox-token sk.eyJ{A60}.{w22}
    adafruit-key aio_{A28}
    grafana-token glsa_{A32}_{h8}
    newrelic-key NRAK-{U27}
    dynatrace-token dt0c01.{U24}.{U64}
    sentry-token sntrys_{A60}
    prefect-key pnu_{A36}
    yandex-key AQVN{w36}
    json-web-token eyJhbGciOiJIUzI1NiJ9.eyJ{A40}.{w43}
    authorization Authorization: Bearer «{A40}»
    authorization curl -H "Authorization: Basic «{A38}==»"
    url-credentials postgres://admin:«{A14}»@db.example.org:5432/main
    url-credentials https://deploy:«{A18}»@git.example.org/app.git
    named-value password = «{A14}»
    named-value the db password is «{A12}»
    named-value DB_PASSWORD: «{A16}»
    named-value Server=db;User Id=sa;Password=«{A16}»;
    named-value das Passwort ist «{A12}»
    named-value la contraseña es «{A12}»
    named-value le mot de passe est «{A12}»
    named-value a senha é «{A12}»
    named-value 密码是 «{A12}»
    named-value パスワードは «{A12}»
    named-value пароль: «{A14}»
    named-value "client_secret": "«{A24}»"
    named-value api key «{h24}»
    api-key key_live_{A24}
    random-key {A44}
    random-key {h36}
    """
}
