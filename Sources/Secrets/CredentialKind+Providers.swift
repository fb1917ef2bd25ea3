extension CredentialKind {
  /// Credentials that providers mark as theirs, from their documentation.
  static let providers: [CredentialKind] = clouds + codeHosts + packageRegistries + models + messaging + services

  private static let clouds = [
    CredentialKind("aws-access-key", #"(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA|AGPA|ANPA|ANVA|APKA)[A-Z0-9]{16}\b"#),
    CredentialKind(
      "aws-secret-key", #"(?i:aws[\w. -]{0,24}(?:secret|private)[\w. -]{0,24})["':= ]{1,6}([A-Za-z0-9/+]{40})\b"#),
    CredentialKind("google-api-key", #"AIza[\w-]{30,}"#),
    CredentialKind("google-access-token", #"ya29\.[\w-]{20,}"#),
    CredentialKind("google-client-secret", #"GOCSPX-[\w-]{20,}"#),
    CredentialKind("azure-storage-key", #"(?i:(?:Account|SharedAccess)Key=)([A-Za-z0-9+/=]{20,})"#),
    CredentialKind("azure-client-secret", #"[\w.~]{3}[0-9]Q~[\w.~-]{31,34}"#),
    CredentialKind("azure-shared-access-signature", #"sig=([\w%+/=-]{40,})"#),
    CredentialKind("digitalocean-token", #"do[opr]_v1_[a-f0-9]{40,}"#),
    CredentialKind("alibaba-access-key", #"LTAI[A-Za-z0-9]{12,}"#),
    CredentialKind("tencent-secret-id", #"AKID[A-Za-z0-9]{32}\b"#),
    CredentialKind("cloudflare-origin-key", #"v1\.0-[a-f0-9]{24}-[a-f0-9]{100,}"#),
    CredentialKind("heroku-key", #"HRKU-[\w-]{30,}"#),
    CredentialKind("fly-token", #"(?:fo1_[\w-]{40,}|fm[12][ar]?_[A-Za-z0-9+/=_-]{40,})"#),
    CredentialKind("netlify-token", #"nfp_[A-Za-z0-9]{36,}"#),
    CredentialKind("vercel-token", #"vercel_blob_rw_[A-Za-z0-9_]{30,}"#),
    CredentialKind("supabase-token", #"sbp_[a-f0-9]{40}\b"#),
    CredentialKind("planetscale-token", #"pscale_(?:tkn|pw|oauth)_[\w.=-]{30,}"#),
    CredentialKind("databricks-token", #"dapi[a-f0-9]{32}(?:-\d)?\b"#),
    CredentialKind("terraform-token", #"[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,}"#),
    CredentialKind("pulumi-token", #"pul-[a-f0-9]{40}\b"#),
    CredentialKind("vault-token", #"hv[sbr]\.[\w-]{20,}"#),
    CredentialKind("doppler-token", #"dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{20,}"#),
    CredentialKind("onepassword-token", #"ops_eyJ[\w+/=-]{100,}"#),
    CredentialKind("tailscale-key", #"tskey-[a-z]+-[\w-]{10,}"#),
    CredentialKind("age-secret-key", #"AGE-SECRET-KEY-1[A-Z0-9]{20,}"#),
  ]

  private static let codeHosts = [
    CredentialKind("github-token", #"gh[pousr]_[A-Za-z0-9]{20,}"#),
    CredentialKind("github-fine-grained-token", #"github_pat_\w{20,}"#),
    CredentialKind("gitlab-token", #"gl(?:pat|dt|rt|ptt|cbt|ft|soat|imt|agent|ffct|oas)-[\w-]{16,}"#),
    CredentialKind("bitbucket-password", #"ATBB\w{20,}"#),
    CredentialKind("atlassian-token", #"ATATT3[\w=-]{20,}"#),
    CredentialKind("sourcegraph-token", #"sgp_(?:[a-f0-9]{16}_)?[a-f0-9]{40}\b"#),
    CredentialKind("buildkite-token", #"bk[a-z]{2}_[a-z0-9]{40}\b"#),
    CredentialKind("circleci-token", #"CCI(?:PAT|PRJ)_[A-Za-z0-9]{10,}_[a-f0-9]{40}\b"#),
  ]

  private static let packageRegistries = [
    CredentialKind("npm-token", #"npm_[A-Za-z0-9]{30,}"#),
    CredentialKind("pypi-token", #"pypi-[\w-]{30,}"#),
    CredentialKind("docker-token", #"dckr_[po]at_[\w-]{20,}"#),
    CredentialKind("rubygems-key", #"rubygems_[a-f0-9]{30,}"#),
    CredentialKind("crates-token", #"cio[A-Za-z0-9]{32}\b"#),
    CredentialKind("nuget-key", #"oy2[a-z0-9]{43}\b"#),
    CredentialKind("clojars-token", #"CLOJARS_[a-z0-9]{60}\b"#),
    CredentialKind("artifactory-key", #"AKCp[A-Za-z0-9]{60,}"#),
  ]

  private static let models = [
    CredentialKind("anthropic-key", #"sk-ant-[\w-]{16,}"#),
    CredentialKind("openrouter-key", #"sk-or-v1-[a-f0-9]{40,}"#),
    CredentialKind("openai-key", #"sk-(?:(?:proj|svcacct|admin|None)-[\w-]{16,}|[A-Za-z0-9]{32,})"#),
    CredentialKind("huggingface-token", #"hf_[A-Za-z0-9]{20,}"#),
    CredentialKind("groq-key", #"gsk_[A-Za-z0-9]{20,}"#),
    CredentialKind("replicate-token", #"r8_[A-Za-z0-9]{20,}"#),
    CredentialKind("perplexity-key", #"pplx-[A-Za-z0-9]{40,}"#),
    CredentialKind("xai-key", #"xai-[A-Za-z0-9]{60,}"#),
    CredentialKind("langsmith-key", #"lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}\b"#),
  ]

  private static let messaging = [
    CredentialKind("slack-token", #"xox[abeposr](?:\.xox[bp])?-[\w-]{10,}"#),
    CredentialKind("slack-app-token", #"xapp-\d-[\w-]{10,}"#),
    CredentialKind("slack-webhook", #"hooks\.slack\.com/(?:services|workflows|triggers)/(T\w+/\w+/[\w/]+)"#),
    CredentialKind("discord-webhook", #"discord(?:app)?\.com/api/webhooks/(\d+/[\w-]+)"#),
    CredentialKind("discord-bot-token", #"[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,}"#),
    CredentialKind("telegram-bot-token", #"\d{8,10}:AA[\w-]{30,}"#),
    CredentialKind("teams-webhook", #"webhook\.office\.com/webhookb2/([\w@-]{36,}/IncomingWebhook/\w{20,}/[\w-]+)"#),
    CredentialKind("twilio-key", #"(?:AC|SK)[a-f0-9]{32}\b"#),
    CredentialKind("sendgrid-key", #"SG\.[\w-]{16,}\.[\w-]{16,}"#),
    CredentialKind("mailgun-key", #"key-[a-f0-9]{32}\b"#),
    CredentialKind("mailchimp-key", #"[a-f0-9]{32}-us\d{1,2}\b"#),
    CredentialKind("brevo-key", #"xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}\b"#),
  ]

  private static let services = [
    CredentialKind("stripe-key", #"[sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,}"#),
    CredentialKind("stripe-webhook-secret", #"whsec_[A-Za-z0-9+/=]{16,}"#),
    CredentialKind("square-token", #"(?:sq0[a-z]{3}-[\w-]{20,}|EAAA[\w-]{60})"#),
    CredentialKind("shopify-token", #"shp(?:at|ca|pa|ss|ua)_[a-fA-F0-9]{20,}"#),
    CredentialKind("flutterwave-key", #"FLWSECK(?:_TEST)?-[A-Za-z0-9]{12,}"#),
    CredentialKind("easypost-key", #"EZ[AT]K[A-Za-z0-9]{54}\b"#),
    CredentialKind("shippo-token", #"shippo_(?:live|test)_[a-f0-9]{40}\b"#),
    CredentialKind("duffel-token", #"duffel_(?:test|live)_[\w=-]{40,}"#),
    CredentialKind("linear-key", #"lin_(?:api|oauth)_\w{20,}"#),
    CredentialKind("notion-token", #"(?:ntn_\w{20,}|secret_[A-Za-z0-9]{43})\b"#),
    CredentialKind("figma-token", #"fig[dou]r?_[\w-]{20,}"#),
    CredentialKind("airtable-token", #"pat[A-Za-z0-9]{14}\.[a-f0-9]{64}\b"#),
    CredentialKind("asana-token", #"[12]/\d{14,17}(?:/\d{14,17})?:[a-f0-9]{32}\b"#),
    CredentialKind("contentful-token", #"CFPAT-[\w-]{40,}"#),
    CredentialKind("postman-key", #"PMAK-[\w-]{20,}"#),
    CredentialKind("readme-key", #"rdme_[a-z0-9]{70}\b"#),
    CredentialKind("mapbox-token", #"sk\.eyJ[\w-]{20,}\.[\w-]{20,}"#),
    CredentialKind("adafruit-key", #"aio_[A-Za-z0-9]{28}\b"#),
    CredentialKind("grafana-token", #"(?:glc_[A-Za-z0-9+/=]{32,}|glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8})"#),
    CredentialKind("newrelic-key", #"NR(?:AK|II|IQ|JS|RA)-[A-Za-z0-9-]{19,}"#),
    CredentialKind("dynatrace-token", #"dt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}\b"#),
    CredentialKind("sentry-token", #"sntry[su]_[\w+/=-]{40,}"#),
    CredentialKind("prefect-key", #"pn[ub]_[A-Za-z0-9]{36}\b"#),
    CredentialKind("yandex-key", #"AQVN[\w-]{35,38}"#),
  ]
}
