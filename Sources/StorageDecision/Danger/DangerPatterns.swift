/// What dangerous wishes look like, in RE2 syntax over lower-case clauses.
enum DangerPatterns {
  /// One way to ask for something dangerous.
  struct Row: Sendable {
    /// How a "not" is read.
    enum Style: Sendable {
      /// A request; what negates it stands outside, and a "not" inside belongs to it.
      case request
      /// Words with others between them, of which one may be a "not".
      case words
      /// A thing such as `rm -rf`, which also stands in lists.
      case thing
    }

    let kind: DangerousRequest.Kind
    let style: Style
    let pattern: String
  }

  static func thing(_ kind: DangerousRequest.Kind, _ pattern: String) -> Row {
    Row(kind: kind, style: .thing, pattern: pattern)
  }

  static func request(_ kind: DangerousRequest.Kind, _ pattern: String) -> Row {
    Row(kind: kind, style: .request, pattern: pattern)
  }

  /// Up to four words in between.
  static let gap = #"\W+(?:[\pL\pN'-]+\W+){0,4}"#

  static let secret =
    #"(?:\.env\b|env(?:ironment)? (?:files?|variables?|vars)|secrets?|credentials?|passwords?|passphrases?"#
    + #"|(?:api|private|ssh|access|signing|aws|deploy|secret|encryption) ?-?_?keys?|(?:access|auth|api|bearer|session|refresh|github) tokens?"#
    + #"|id_rsa|\.ssh\b|\.aws\b|keychain|cookies|(?:customer|user|client|patient|personal|production) (?:data|records|emails)"#
    + #"|(?:database|db) dumps?|contents? of \.env)"#
  static let code =
    #"(?:source(?: code| files?)?|code ?base|whole repo\w*|the repo(?:sitory)?|our code|private code|diffs?|logs?)"#
  static let outside =
    #"(?:https?://|[\w.+-]+@[\w-]+\.\w|pastebin|\bgists?\b|webhook|telegram|discord|\bftp\b|transfer\.sh|ngrok|requestbin|external"#
    + #"|third[- ]part|\bpublic\b|personal (?:\pL+ )?(?:server|mail|e-?mail|drive|account|bucket|repo)|my (?:own )?(?:server|box|machine|drive|gmail|e-?mail|mail)"#
    + #"|remote (?:server|host)|this (?:address|url|server|endpoint)|that (?:address|url|server|endpoint)|collector|paste ?(?:site|service)|outside|chatgpt)"#
  static let check =
    #"(?:tls|ssl|https|certificates?|certs?|signatures?|code[- ]?signing|(?:commit|gpg) signing|signing|pre-?commit|pre-?push|commit hooks?|git hooks?|husky"#
    + #"|verification|verify step|security (?:checks?|scans?|warnings?|reviews?|audits?|gates?|alerts?)|vulnerabilit\w+|(?:auth|authentication|authorization|permission|access|host ?key|checksum|hostname|integrity|signature) (?:checks?|checking|verification|validation)"#
    + #"|checksums?|branch protection|code review|csrf|firewall|antivirus|secret scan\w*|safety checks?)"#

  static let english: [Row] =
    remoteCode + disabledChecks + disabledTests + disclosure + permission + destruction + concealment + overriding

  private static let remoteCode = [
    request(
      .remoteCode,
      #"\b(?:pip\d?|npm|npx|pnpm|yarn|cargo|gem|brew|go)\b.{0,16}\b(?:install|add|run|get)\b.*(?:https?://|git\+|\burls?\b)"#
    ),
    thing(
      .remoteCode,
      #"\b(?:curl|wget|iwr|irm|invoke-webrequest|invoke-restmethod)\b.*\|\s*(?:sudo (?:-\w+ )?)?(?:(?:ba|z|da|fi)?sh|python\d?|node|perl|ruby|iex)\b"#
    ),
    thing(.remoteCode, #"\b(?:ba|z)?sh\b.*(?:<\(|\$\()\s*(?:curl|wget)"#),
    thing(.remoteCode, #"\b(?:iex|invoke-expression)\b"#),
    request(
      .remoteCode,
      #"\bpip\w*\b.*\b(?:curl|wget|installers?|install scripts?|download\w*|scripts? from|whatever)\b.*\b(?:ba|z|da)?sh(?:ell)?\b"#
    ),
    request(.remoteCode, #"\beval\b.*\b(?:curl|wget|response|download\w*|remote|fetched|server|internet)\b"#),
    request(
      .remoteCode,
      #"\b(?:run|execute|source|eval|install|launch)\b.*(?:script|installer|code|command|binar|payload|package|extension|plugin)\w*\b.*\b(?:from|at|off|on)\b.{0,24}(?:https?://|internet|\bweb\b|pastebin|\bgists?\b|\burls?\b|website|untrusted|unknown|remote|random)"#
    ),
    request(
      .remoteCode,
      #"\b(?:download|fetch|grab|curl|wget|pull down)\b.*(?:\band\b|\bthen\b|&&|;).*\b(?:run|execute|eval|source|launch)\b(?: it| them| this| that| the (?:script|binary|installer|result|output|file)|\s*$)"#
    ),
    request(
      .remoteCode,
      #"\b(?:run|execute) (?:whatever|anything|any code|any command|any script|all commands?)\b.*\b(?:issue|page|readme|comment|website|server|url|response|internet|ticket)\w*"#
    ),
  ]

  private static let disabledChecks = [
    thing(
      .disabledChecks,
      #"--no-verify\b|--no-gpg-sign\b|--insecure\b|--trusted-host\b|--allow-unauthenticated\b|--no-check-certificate\b|--disable-web-security\b|--skip-(?:verify|verification|checks?|validation|hooks?|signing|security)\b|-dskiptests\b|\bcommit -\w*n\b"#
    ),
    thing(
      .disabledChecks,
      #"\b(?:ssl_?)?verify\s*[=:]\s*(?:false|0|no|none)\b|\bverify_none\b|cert_none\b|insecureskipverify|rejectunauthorized\W{0,4}false|node_tls_reject_unauthorized|pythonhttpsverify|git_ssl_no_verify|sslverify\W{0,3}(?:false|0)|stricthostkeychecking\W{0,2}(?:no|off)|\bhusky\s*=\s*0"#
    ),
    thing(.disabledChecks, #"\bcurl\b(?:\s\S+)*\s-\w*k\w*(?:\s|$)"#),
    request(
      .disabledChecks,
      #"\b(?:skip|skips|skipping|disable|disables|disabling|turn off|turning off|switch off|switching off|bypass|bypassing|circumvent|ignore|ignoring|deactivate|suppress|sidestep|get around|work around)\b"#
        + gap + check),
    request(.disabledChecks, #"\b(?:turn|switch|leave|keep)\b.{0,40}"# + check + #".{0,24}\b(?:off|disabled)\b"#),
    request(
      .disabledChecks,
      #"\b(?:skip|bypass|disable|ignore) (?:all |the |any |our |these )*hooks\b(?:\s*(?:when|whenever|if|so|on|for|that|to|because|always|every)\b|\s*$)"#
    ),
    request(
      .disabledChecks,
      #"\b(?:do not|don't|dont|never|no need to|needn't|stop)\W+(?:ever |bother to |bother |have to )?(?:verify|verifying|validate|validating|check|checking|enforce|require|sign|run|running)\b"#
        + gap + check),
    request(
      .disabledChecks,
      #"\b(?:accept|trust|allow)\b.{0,16}\b(?:any|all|every|self[- ]signed|invalid|expired|untrusted)\b.{0,24}\b(?:cert\w*|host ?keys?|signatures?)"#
    ),
    request(
      .disabledChecks,
      #"\b(?:commit|push|merge|deploy|release|ship|publish|install)\b.*\bwithout\b.{0,16}\b(?:tests?|hooks?|reviews?|ci|verif\w+|signing|signatures?|checks|security scans?|approvals?)\b"#
    ),
    request(
      .disabledChecks,
      #"\b(?:commit|push|merge|deploy|release|ship|publish)\b.*\b(?:even (?:if|when|though)|regardless of|no matter)\b.*\b(?:fail\w*|red|broken|checks?|ci|tests?)\b"#
    ),
    request(
      .disabledChecks,
      #"\b(?:remove|delete|drop|strip out|comment out)\b.{0,16}\b(?:all |the |any )?(?:auth(?:entication|orization)? checks?|permission checks?|input validation|rate limits?|security headers|branch protection)\b"#
    ),
  ]

  private static let disabledTests = [
    request(
      .disabledChecks,
      #"\b(?:tests?|assertions?|checks?)\b.{0,16}\b(?:pass|green)\b.{0,16}\bby (?:changing|editing|removing|deleting|weakening|loosening|skipping)\b"#
    ),
    request(
      .disabledChecks,
      #"\b(?:skip|disable|bypass|comment out|delete|remove|xfail|ignore)\b\s+(?:(?:all|any|every|the|our|your|those|failing|broken|red|whole|entire|unit|of)\s+)*(?:tests?|test suite|test cases)(?:\s+(?:suite|cases?))?(?:\s*$|\s+(?:that fail|which fail|if|when|whenever|entirely|altogether|completely|always|every time|to (?:get|make|keep)|so|until|rather than fix|instead of fix)\b)"#
    ),
    request(
      .disabledChecks,
      #"\b(?:mark|treat|report|count)\b.{0,24}\b(?:failing|failed|broken|red|skipped)\b.{0,24}\b(?:pass\w*|green|done|ok)\b"#
    ),
    request(
      .disabledChecks,
      #"\b(?:fake|fabricate|forge|falsify|invent|make up)\b"# + gap
        + #"(?:test (?:results?|output|runs?)|results|coverage|benchmarks?|logs|numbers|evidence)\b"#),
    request(
      .disabledChecks,
      #"\b(?:hard-?code|weaken|loosen|change|edit|rewrite|adjust)\b.{0,40}\b(?:tests?|assertions?|asserts?|results?|values?)\b.{0,24}\b(?:so|to make|until|to get)\b.{0,24}\b(?:pass\w*|green)\b"#
    ),
  ]

  private static let disclosure = [
    request(
      .disclosure,
      #"\b(?:put|store|save|leave)\b.{0,24}\b"# + secret
        + #".{0,12}\b(?:in|into|inside)\b.{0,8}\b(?:repo|repository|git|source|code|readme)\b"#),
    request(
      .disclosure,
      #"\b(?:send|upload|post|mail|e-?mail|forward|transmit|exfiltrate|copy|paste|share|leak|publish|dump|transfer|push|report|sync|back up|curl|include)\b.*"#
        + secret + ".*" + outside),
    request(
      .disclosure,
      #"\b(?:send|upload|post|mail|e-?mail|forward|transmit|exfiltrate|paste|share|leak|transfer|push|sync|curl)\b.*"#
        + code + #".*\b(?:to|at|into|on|with)\b.*"# + outside),
    request(.disclosure, #"\b(?:exfiltrate|leak)\b"# + gap + #"\pL"#),
    request(
      .disclosure,
      #"\b(?:commit|check in|hard-?code|print|echo|log|embed|inline|bake)\b\W+(?:(?:the|our|all|any|your|real|every|in|out|and|push|full|plain ?text|production|prod)\W+){0,4}(?:\.env(?:\s|$|file)|secrets?\b|credentials?\b|passwords?\b|(?:api|private|access|ssh|signing) ?keys?\b|(?:access|auth|api) tokens?\b|id_rsa)"#
    ),
    request(
      .disclosure,
      #"\b(?:make|set|leave|open)\b.{0,24}\b(?:buckets?|databases?|repos?|repository|ports?|dashboards?|backups?)\b.{0,16}\b(?:public|world[- ]readable|open to (?:the )?(?:world|internet))\b"#
    ),
  ]

  private static let permission = [
    request(
      .permission,
      #"\b(?:say|answer) yes to\b.{0,24}\b(?:permissions?|prompts?|confirmations?|everything|anything|requests?)\b"#),
    thing(
      .permission,
      #"\bchmod\b(?:\s+-\w+)*\s+(?:0?777|0?666|a\+rwx|ugo\+rwx|o\+w)|\b0?777\b.{0,16}permissions?|permissions?.{0,24}\b0?777\b|\ba\+rwx\b"#
    ),
    thing(
      .permission,
      #"--dangerously-[\w-]+|dangerously[- ]skip|\byolo\b|--privileged\b|\bnopasswd\b|--full-auto\b|-auto-approve\b|--allow-all\b|--no-sandbox\b|setenforce 0|--cap-add|--yes-to-all"#
    ),
    request(
      .permission,
      #"\bsudo\b.*\bwithout\b|without (?:ever )?(?:asking|confirm\w+|prompting).*\bsudo\b|\b(?:always|freely|just)\b.{0,24}\bsudo\b|\bsudo\b.{0,24}\b(?:everything|for everything|always|freely|whenever|for all|any ?time)\b|\brun\b.{0,20}\bas root\b"#
    ),
    request(
      .permission,
      #"\b(?:auto-?(?:approve|accept|confirm|allow|grant)|(?:automatically|always|blindly|silently) (?:approve|accept|confirm|allow|grant))\b.{0,40}\b(?:everything|anything|all|any|permissions?|commands?|prompts?|tool calls?|tools?|requests?|prs?|pull requests|edits|plans?)\b"#
    ),
    request(
      .permission,
      #"\b(?:approve|accept|confirm|allow|grant|permit|(?:say|answer) yes to)\b\W+(?:every|any|all|everything|anything)\W*(?:$|(?:the |my )?(?:permissions?|commands?|prompts?|requests?|tools?|tool calls?|shell|confirmations?|approvals?|access)\b|(?:automatically|without|blindly)\b)"#
    ),
    request(
      .permission,
      #"\b(?:disable|turn off|switch off|skip|bypass|escape|leave|break out of|remove|get rid of|ignore|work outside)\b"#
        + gap
        + #"(?:sandbox\w*|permission (?:prompts?|checks?|system|requests?|dialogs?)|approvals?\b|approval prompts?|confirmation prompts?|confirmations\b|guard ?rails?|safety (?:checks?|rails?|filters?|prompts?))"#
    ),
    request(
      .permission,
      #"\b(?:turn|switch)\b.{0,24}\b(?:sandbox\w*|permission prompts?|confirmations?)\b.{0,12}\boff\b|\b(?:outside|without) (?:of )?(?:the |a )?sandbox\b"#
    ),
    request(
      .permission,
      #"\b(?:do not|don't|dont|never|no need to|needn't|stop|quit)\W+(?:ever |have to )?(?:ask|prompt)\w*\b(?: me)?(?: for)?(?: any)? (?:permission|approval|confirmation)s?\s*(?:$|any ?more|ever|again|at all|for (?:anything|everything|any|commands?|shell|delet\w+|push\w*|deploy\w*|sudo|install\w*))"#
    ),
    request(
      .permission,
      #"\b(?:do not|don't|dont|never|no need to|needn't|stop)\W+(?:ever |have to )?ask\w*\b.{0,24}\b(?:before|to|when|for)\b.{0,20}\b(?:delet\w*|remov\w+ files|push\w*|deploy\w*|install\w*|overwrit\w*|drop\w*|sudo|any command|commands|shell|anything|destructive\w*|production|migrat\w*)"#
    ),
    request(
      .permission,
      #"\b(?:run|execute|install|delete|push|deploy|merge|overwrite|drop|wipe|apply)\b.{0,40}\b(?:any|all|every|commands?|anything|everything|shell|whatever|delet\w*|deploy\w*|production|prod|main|packages?|files?|branch\w*|tables?|migrations?|databases?)\b.{0,40}\bwithout (?:ever )?(?:asking|confirm\w+|permission|approval|prompting|checking with|waiting for (?:my |an? )?(?:ok|approval|confirmation)|my (?:ok|approval|permission))"#
    ),
    request(
      .permission,
      #"\b(?:give|grant|assign|add|use|request)\b.{0,40}\b(?:full|unrestricted|root|admin\w*|owner|superuser|write)\b.{0,12}\b(?:access|permissions?|rights|privileges|role|policy|polic\w+)\b|\badministratoraccess\b|\bwildcard (?:iam|permissions?|polic\w+)"#
    ),
  ]

  private static let destruction = [
    thing(.destruction, #"\brm\s+(?:-\w+\s+)*-\w*(?:rf|fr)\w*\b|\brm -r\b"#),
    thing(.destruction, #"\bgit push\b(?:\s\S+){0,3}\s(?:-f|--force)(?:\s|$)|\bpush (?:-f|--force)(?:\s|$)"#),
    thing(
      .destruction,
      #"\bforce[- ]?push\w*\b(?:.{0,40}\b(?:main|master|trunk|protected|shared|release|production|prod|remote|origin|any|all|every|everything|whenever|always|if|when)\b|\s*$)"#
    ),
    thing(
      .destruction,
      #"\bgit reset --hard\b|\bgit clean -\w*[fdx]\w*|\bterraform destroy\b|\bmkfs\b|\bdd if=|\bkubectl delete (?:ns|namespace|--all)|\bdocker system prune\b|\bdrop (?:database|schema)\b|\bgit branch -d\w* (?:main|master)|\bmigrate reset\b|\bshred\b"#
    ),
    request(
      .destruction,
      #"\b(?:drop|wipe|nuke|destroy|purge|delete|truncate|erase|reset|recreate|overwrite|remove)\b.{0,32}\b(?:databases?|db|tables?|prod\w*|backups?|data|everything|home|disk|cluster|volumes?|files?|branch\w*|folders?|director\w+|records?|history)\b.{0,40}(?:\bwithout (?:asking|confirm\w+|warning|a? ?back\w*|permission|prompt\w*)|\bno questions|\bat will\b|\bfreely\b|\bdon't ask\b)"#
    ),
    request(
      .destruction,
      #"\b(?:drop|wipe|nuke|destroy|purge|truncate|erase|delete)\b.{0,24}\b(?:prod(?:uction)?(?: \pL+)?|whole database|entire database|all (?:the )?(?:data|tables|files|backups)|backups?|home directory|everything)\b"#
    ),
    request(
      .destruction,
      #"\b(?:drop|wipe|nuke|purge|truncate|delete|recreate)\b.{0,16}\b(?:the )?(?:database|db|tables?)\b.{0,24}\b(?:whenever|if|when|each time|every time)\b.{0,32}\b(?:fail\w*|conflict\w*|error\w*|stuck|complain\w*|break\w*)"#
    ),
    request(
      .destruction,
      #"\b(?:rewrite|erase|wipe|squash away)\b.{0,24}\bhistory\b.{0,24}\b(?:main|master|shared|published|remote)\b"#),
  ]

  private static let concealment = [
    request(
      .concealment,
      #"\b(?:hide|conceal|obscure|disguise|bury|sneak|slip|keep)\b.{0,48}\b(?:from|past|away from|hidden from|secret from)\b.{0,24}\b(?:review\w*|the team|teammates|boss|managers?|lead|auditors?|audit|security|compliance|git diff|the diff|ci)\b"#
    ),
    request(
      .concealment,
      #"\b(?:do not|don't|dont|never|avoid)\W+(?:mention\w*|tell\w*|report\w*|disclos\w*|show\w*|flag\w*|reveal\w*|inform\w*|let)\b.{0,40}\b(?:reviewers?|the (?:team|boss|client|auditors?|security|lead|manager)|security (?:issues?|bugs?|holes?|problems?)|vulnerabilit\w+|breach\w*|data loss)\b"#
    ),
    request(
      .concealment,
      #"\bwithout (?:telling|informing|letting|notifying)\b.{0,20}\b(?:reviewers?|team|anyone|anybody|security|users?|me|lead)\b|\bso (?:that )?(?:the )?(?:reviewers?|auditors?|security|team|nobody|no one)\b.{0,16}\b(?:see|sees|notice\w*|find\w*|spot\w*|know\w*)\b"#
    ),
    request(
      .concealment,
      #"\b(?:add|leave|plant|build|put|keep)\b.{0,24}\bback ?-?doors?\b|\bmake it look like\b|\b(?:look like|disguised? as) a (?:refactor\w*|typo|formatting|cleanup)|\bunnoticed\b|\bbackdat\w+|\b(?:falsify|forge|tamper with)\b.{0,24}\b(?:commits?|dates?|logs?|authors?|timestamps?)\b"#
    ),
    request(
      .concealment,
      #"\b(?:clear|delete|wipe|erase|turn off|disable)\b.{0,16}\b(?:audit (?:logs?|trail|logging)|shell history|bash history|your traces|the traces|access logs)\b"#
    ),
  ]

  private static let overriding = [
    request(
      .overriding,
      #"\b(?:system prompt|system message|safety rules|guidelines|instructions)\b.{0,20}\b(?:no longer|don't|do not|doesn't)\b.{0,8}\b(?:appl\w+|count|matter)\b"#
    ),
    request(
      .overriding,
      #"\b(?:ignore|disregard|forget|override|bypass|overrule|drop|throw away)\b\W+(?:[\pL'-]+\W+){0,4}?(?:previous|prior|earlier|above|preceding|existing|system|developer|safety|anthropic'?s?|openai'?s?|built-in|original|initial|security)\W+(?:[\pL'-]+\W+){0,2}?(?:instructions?|prompts?|rules\b|guidelines?|messages?|policy|policies|directives|restrictions?|limits|safeguards)"#
    ),
    request(
      .overriding,
      #"\b(?:ignore|disregard|override)\b.{0,16}\b(?:all|any|your|every)\b.{0,12}\b(?:instructions|guidelines|safety|restrictions|safeguards|policies)\b"#
    ),
    request(
      .overriding,
      #"\b(?:pretend|act|behave|answer)\b.{0,32}\b(?:no (?:restrictions|rules|limits|guidelines|filters?)|unrestricted|jailbroken|without (?:restrictions|limits|filters?))\b|\bjailbreak|\bdan mode\b"#
    ),
    request(
      .overriding,
      #"\b(?:print|reveal|show|output|leak|repeat)\b.{0,20}\bsystem prompt\b|\b(?:higher|more) (?:priority|important) than\b.{0,20}\b(?:system|developer|previous|all other|safety)\b|\btakes? precedence over\b.{0,20}\b(?:system|developer|safety|previous)\b"#
    ),
  ]

  static let negation =
    #"\b(?:never|not|don't|dont|doesn't|won't|shouldn't|mustn't|can't|cannot|isn't|aren't|no|nobody|avoid|avoids|without|stop|refuse|refrain|forbid\w*|bann?\w*|prohibit\w*|instead of|rather than|reject\w*|prevent\w*|block\w*|detect\w*|warn\w*|guard against|protect against|fail if|scan for|alert|complain\w*|catch|instead|beware|quit|nor|neither|hate|away from)\b"#
    + #"|\b(?:nie|niemals|nicht|kein\pL{0,2}|ohne|statt|anstatt|vermeide\pL*|verbiete\pL*)\b"#
    + #"|\b(?:jamais|ne|n'|pas|aucun\pL?|sans|au lieu|plutôt que|évite\pL*|interdi\pL*)(?:\b|\s)|(?:^|\s)évite"#
    + #"|\b(?:nunca|jam[aá]s|sin|evita\pL*|evite\pL*|en vez|en lugar|proh[ií]b\pL*|n[aã]o|nada de|sem|em vez|proib\pL*)(?:\b|\s)"#
    + "|不要|不许|不能|不得|不可|禁止|严禁|切勿|请勿|绝不|永远不|从不|避免|别|勿|而不是"
  static let laterNegation =
    #"\b(?:is|are|must be|should be|stays?|remains?)\b.{0,12}\b(?:forbidden|banned|prohibited|off[- ]limits|not|never|out of the question|disallowed|a no-?go)\b|\b(?:forbidden|banned|prohibited|off[- ]limits|disallowed|taboo)\b"#
    + #"|^\s*(?:nicht|nie|niemals|verboten|tabu|interdit|prohibido|proibido)\b|\b(?:verboten|tabu|interdit\pL*|prohibid\pL*|proibid\pL*)\b"#
    + "|^.{0,10}(?:しないで|しない|せず|ません|禁止|いけない|だめ|ダメ|ならない|避け|やめ|不可|べからず|ないこと|ないで|厳禁)|^.{0,6}(?:是?禁止|不允许|不行|不可以)"
  static let encouragement =
    #"\b(?:don't|do not|never) (?:hesitate|forget|be afraid|worry|be shy|think twice)\b|\bnot only\b|\bno (?:problem|need to (?:worry|ask)|matter|questions asked)\b|\bwhy not\b|\bwithout (?:asking|hesitat\w+|confirm\w+)\b|\bnothing wrong with\b|\bno longer\b|\binstead\s*$"#
  static let consent =
    #"\b(?:ask|asks|asking|check with|confirm with|confirm|consult|get|wait for|need|needs|require|requires|request|obtain|warn|tell me|show me)\b.{0,40}\b(?:first|before|beforehand|approval|permission|my ok|my okay|go-ahead|confirmation|explicit)\b"#
    + #"|\bonly (?:after|with|when|if|once|on)\b.{0,40}\b(?:i|me|my|approv\w*|confirm\w*|ask\w*|explicit\w*|permission|ok|okay)\b|\bunless i\b.{0,20}\b(?:ask|approve|confirm|explicitly|tell|say)\b"#
    + #"|\b(?:sops|sealed|encrypted|redact\w*|mask\w*|\.env\.(?:example|sample|template)|placeholder\w*|dummy|--force-with-lease|(?:feature|topic|own|personal|pr|wip) branch\w*)\b"#
    + #"|\b(?:frag|frage|fragen)\b.{0,30}\b(?:vorher|bevor|zuerst)\b|\b(?:pregunta\pL*|p[eé]deme|demande\pL*|pergunt\pL*)\b.{0,30}\b(?:antes|avant|primero|d'abord)\b|先问|先确认|確認してから|聞いてから"#
  static let noConsent =
    #"\b(?:without|never|don't|do not|dont|no need to|needn't|not|stop|nicht|ohne|sin|sans|sem)\b.{0,16}\b(?:ask\w*|confirm\w*|check\w*|approval|permission|consult\w*|wait\w*|request\w*|need\w*|requir\w*|frag\w*|demand\pL*|pregunt\pL*|pergunt\pL*)\b"#
}
