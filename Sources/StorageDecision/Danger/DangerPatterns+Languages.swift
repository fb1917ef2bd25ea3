extension DangerPatterns {
  /// The commonest ones in German, Spanish, French, Portuguese, Chinese and Japanese.
  static let otherLanguages: [Row] = german + spanish + french + portuguese + chinese + japanese

  /// Up to six words in between, with accents.
  private static let wide = #"[^\pL]+(?:[\pL\pN'.-]+[^\pL]+){0,6}?"#
  private static let checkWords =
    #"(?:tls|ssl|https|zertifikat\pL*|signatur\pL*|pr[uü]fung\pL*|verifi\pL*|verifik\pL*|pre-?commit\pL*|pre-?push\pL*|hooks?|git-?hooks?|tests?|sicherheits\pL*|certifica\pL*|firmas?|verificaci\pL*|validaci\pL*|pruebas|signatures?|v[eé]rification\pL*|assinatura\pL*|verifica\pL*|testes|seguran[cç]a|s[eé]curit[eé]|seguridad)"#
  private static let secretWords =
    #"(?:\.env|schl[uü]ssel|api-?keys?|tokens?|passw[oö]rter|passwort|zugangsdaten|geheimnisse|secrets?|quellcode|quelltext|kundendaten|claves?|contrase[nñ]as?|credenciales|secretos|c[oó]digo fuente|cl[eé]s?|mots? de passe|identifiants|code source|chaves?|senhas?|segredos?|credenciais|c[oó]digo[- ]fonte)"#
  private static let actions =
    #"(?:l[oö]sch\pL*|push\pL*|deploy\pL*|sudo|ausf[uü]hr\pL*|install\pL*|befehl\pL*|merg\pL*|borr\pL*|elimin\pL*|despl[ie]\pL*|ejecut\pL*|instal\pL*|supprim\pL*|effac\pL*|d[eé]ploi\pL*|ex[eé]cut\pL*|apag\pL*|exclu[ií]\pL*|delet\pL*|execut\pL*|datenbank|base de d\pL+|banco de dados|comandos?|commandes?|drop)"#

  /// Two words, in either order.
  private static func pair(_ kind: DangerousRequest.Kind, _ verb: String, _ object: String) -> [Row] {
    [verb + wide + object, object + wide + verb].map { words in
      Row(kind: kind, style: .words, pattern: #"(?:^|[^\pL])"# + words + #"(?:$|[^\pL])"#)
    }
  }

  /// The same, where "without" is one of the words.
  private static func without(_ phrase: String) -> [Row] {
    [phrase + wide + actions, actions + wide + phrase].map { words in
      request(.permission, #"(?:^|[^\pL])"# + words + #"(?:$|[^\pL])"#)
    }
  }

  private static let german =
    pair(
      .disabledChecks,
      #"(?:[uü]berspring\pL*|deaktivier\pL*|abschalten|ausschalten|abstellen|schalt\pL*|umgeh\pL*|ignorier\pL*|auskommentier\pL*|weglassen|auslassen)"#,
      checkWords)
    + without(#"ohne (?:zu fragen|nachzufragen|nachfrage\pL*|r[uü]ckfrage\pL*|best[aä]tigung)"#)
    + [
      request(
        .overriding,
        #"ignorier\pL*"# + wide
          + #"(?:vorherig\pL*|bisherig\pL*|fr[uü]her\pL*|obig\pL*|vorig\pL*|system)\pL*[^\pL]+\pL*(?:anweisung|regel|instruktion|prompt|vorgabe)"#
      ),
      request(
        .disclosure,
        #"\b(?:schick\pL*|send\pL*|lad\pL*|poste\pL*|mail\pL*|[uü]bertrag\pL*)\b.*"# + secretWords + ".*"
          + outsideAbroad),
      request(
        .concealment,
        #"(?:versteck\pL*|verheimlich\pL*|verschweig\pL*|verberg\pL*)\b.*(?:reviewer\pL*|pr[uü]fer\pL*|team|chef\pL*|kollegen|sicherheit\pL*)"#
      ),
      request(
        .permission,
        #"(?:genehmig\pL*|erlaub\pL*|best[aä]tig\pL*|akzeptier\pL*)\b.{0,16}(?:alles|alle (?:befehl|anfrag|berechtig)\pL*|jeden befehl|automatisch)"#
      ),
      request(.remoteCode, #"\b(?:lad\pL*|hol\pL*)\b.*(?:skript|script|installer)\pL*.*\b(?:aus|ausf[uü]hr\pL*)\b"#),
    ]

  private static let spanish =
    pair(
      .disabledChecks,
      #"(?:omit\pL*|salt[aeá]\pL*|s[aá]ltate|desactiv\pL*|deshabilit\pL*|ignor\pL*|apaga\pL*)"#, checkWords)
    + without(#"sin (?:preguntar\pL*|pedir\pL*|confirmar|confirmaci[oó]n|permiso)"#)
    + [
      request(
        .overriding,
        #"ignor\pL*"# + wide + #"(?:instrucciones|reglas|indicaciones)(?: \pL+)? (?:anteriores|previas|del sistema)"#),
      request(
        .disclosure, #"(?:env[ií]\pL*|mand\pL*|sub[ei]\pL*|public\pL*)\b.*"# + secretWords + ".*" + outsideAbroad),
      request(.concealment, #"(?:ocult\pL*|escond\pL*)\b.*(?:revisor\pL*|equipo|jefe|auditor\pL*)"#),
      request(
        .permission,
        #"(?:aprueb\pL*|acept\pL*|permit\pL*)\b.{0,16}(?:todo\b|todos los (?:comandos|permisos)|todas las (?:peticiones|solicitudes)|autom[aá]ticamente)"#
      ),
      request(.remoteCode, #"descarg\pL*\b.*\by\b.*(?:ejec[uú]t\pL*|c[oó]rre\pL*)"#),
    ]

  private static let french =
    pair(
      .disabledChecks,
      #"(?:d[eé]sactiv\pL*|ignor\pL*|saut[eo]\pL*|contourn\pL*|coup[eo]\pL*)"#, checkWords)
    + without(#"sans (?:demander|me demander|confirmation|confirmer|pr[eé]venir|autorisation)"#)
    + [
      request(
        .overriding,
        #"(?:ignor\pL*|oubli\pL*)"# + wide
          + #"(?:instructions|consignes|r[eè]gles)(?: \pL+)? (?:pr[eé]c[eé]dentes|ant[eé]rieures|syst[eè]me|du syst[eè]me)"#
      ),
      request(
        .disclosure, #"(?:envo[iy]\pL*|t[eé]l[eé]vers\pL*|publi\pL*|post\pL*)\b.*"# + secretWords + ".*" + outsideAbroad
      ),
      request(
        .concealment, #"(?:cach\pL*|dissimul\pL*)\b.*(?:relecteur\pL*|reviewer\pL*|[eé]quipe|chef|auditeur\pL*)"#),
      request(
        .permission,
        #"(?:approuv\pL*|accept\pL*|autoris\pL*)\b.{0,16}(?:\btout\b|toutes les (?:commandes|demandes)|automatiquement)"#
      ),
      request(.remoteCode, #"t[eé]l[eé]charg\pL*\b.*\b(?:et|puis)\b.*(?:ex[eé]cut\pL*|lanc\pL*)"#),
    ]

  private static let portuguese =
    pair(
      .disabledChecks,
      #"(?:pul[ae]\pL{0,2}|ignor\pL*|desativ\pL*|desabilit\pL*|deslig\pL*|contorn\pL*)"#, checkWords)
    + without(#"sem (?:perguntar|pedir|confirmar|confirma[cç][aã]o|permiss[aã]o)"#)
    + [
      request(
        .overriding,
        #"(?:ignor\pL*|esque[cç]\pL*)"# + wide
          + #"(?:instru[cç][oõ]es|regras)(?: \pL+)? (?:anteriores|pr[eé]vias|do sistema)"#),
      request(.disclosure, #"(?:envi\pL*|mand\pL*|sub[ia]\pL*|public\pL*)\b.*"# + secretWords + ".*" + outsideAbroad),
      request(.concealment, #"(?:escond\pL*|ocult\pL*)\b.*(?:revisor\pL*|equipe|time|chefe|auditor\pL*)"#),
      request(
        .permission,
        #"(?:aprov\pL*|aceit\pL*|permit\pL*)\b.{0,16}(?:\btudo\b|todos os comandos|todas as (?:permiss|solicita)\pL+|automaticamente)"#
      ),
      request(.remoteCode, #"baix\pL*\b.*\be\b.*(?:execut\pL*|rod[ae]\pL*)"#),
    ]

  private static let outsideAbroad =
    #"(?:https?://|[\w.+-]+@[\w-]+\.\w|pastebin|\bgists?\b|webhook|telegram|discord|\bftp\b|extern\pL*|[oö]ffentlich\pL*|p[uú]blic\pL*|mein\pL* (?:server|rechner|mail\pL*|postfach)|mi (?:servidor|correo|m[aá]quina)|mon (?:serveur|mail|adresse)|meu (?:servidor|e-?mail)|diese adresse|esta direcci[oó]n|cette adresse|este endere[cç]o)"#

  private static let chinese = [
    request(.overriding, "(?:忽略|无视|忘记|忘掉).{0,8}(?:之前|以前|先前|以上|前面|系统).{0,6}(?:指令|提示|指示|规则|要求)"),
    request(.disabledChecks, "(?:跳过|绕过|关闭|禁用|关掉|忽略|停用).{0,10}(?:测试|验证|校验|钩子|签名|证书|检查|ssl|tls|https|审查)"),
    request(.disabledChecks, "(?:不用|无需|不必|不需要|不要|别)(?:再)?(?:验证|校验|检查).{0,8}(?:证书|签名|ssl|tls|校验和)"),
    request(
      .permission,
      "(?:关闭|禁用|绕过|跳过|关掉).{0,6}(?:沙箱|沙盒|权限|确认)|(?:自动|一律|全部|直接)(?:批准|同意|通过|允许|授权)|(?:批准|同意|允许).{0,4}(?:所有|一切|全部).{0,4}(?:命令|请求|操作|权限)?"
    ),
    request(.permission, "(?:不用|无需|不必|不需要|不要|别)(?:再|每次)?(?:问|询问|确认|征求).{0,12}(?:删除|执行|推送|部署|运行|安装|sudo|命令)"),
    thing(.destruction, "强制推送|强推|删库"),
    request(.destruction, "(?:直接|随时).{0,6}(?:删除|清空|删掉).{0,6}(?:数据库|数据|表|文件|生产|分支)"),
    request(
      .disclosure,
      "(?:密钥|密码|\\.env|凭证|令牌|源代码|源码|客户数据).{0,10}(?:发送|上传|发到|发给|传到|贴到|推送到|提交)|(?:发送|上传|提交|公开).{0,8}(?:密钥|密码|\\.env|凭证|令牌|源代码|源码|客户数据)"
    ),
    request(.remoteCode, "(?:下载|curl|wget).{0,24}(?:并|然后|再|直接|后)(?:执行|运行)|curl.*\\|\\s*(?:ba)?sh"),
    request(.concealment, "(?:不要|别)(?:告诉|让|跟).{0,10}(?:审核|审查|评审|团队|老板|同事|安全)|瞒着|(?:隐藏|掩盖).{0,12}(?:审核|审查|评审|团队|老板)"),
  ]

  private static let japanese = [
    request(.overriding, "(?:以前|前|上記|システム|これまで|今まで)の?.{0,6}(?:指示|命令|プロンプト|ルール).{0,6}(?:無視|忘れ)"),
    request(
      .disabledChecks,
      "テスト.{0,6}(?:スキップ|飛ば|無効|省略|消)|(?:検証|署名|証明書|フック|tls|ssl|セキュリティチェック|チェック).{0,12}(?:無効|スキップ|飛ば|オフ|省略|回避|切っ|迂回)"),
    thing(.destruction, "強制プッシュ|フォースプッシュ"),
    request(
      .permission,
      "(?:確認|許可|承認).{0,4}(?:なし|無し|せず|取らず|不要|求めず|待たず|聞かず).{0,14}(?:削除|実行|プッシュ|デプロイ|適用|インストール|消)|(?:聞かず|尋ねず).{0,10}(?:削除|実行|プッシュ|デプロイ)"
    ),
    request(.permission, "(?:すべて|全て|全部|なんでも|何でも).{0,12}(?:自動|許可|承認)|自動.{0,4}(?:承認|許可)|サンドボックス.{0,6}(?:無効|オフ|外|切)"),
    request(.disclosure, "(?:\\.env|秘密鍵|パスワード|認証情報|ソースコード|apiキー|トークン|顧客データ).{0,16}(?:送信|送っ|送る|アップロード|投稿|貼っ|コミット|公開)"),
    request(.concealment, "(?:レビュ(?:ー|ア)|チーム|上司|監査).{0,14}(?:隠|気づかれ|バレ|内緒|黙っ|言わない)"),
    request(.remoteCode, "(?:ダウンロード|curl|wget).{0,20}(?:実行|走らせ)"),
    request(.destruction, "(?:データベース|本番|テーブル|db).{0,8}(?:そのまま|すぐ|いつでも|自由).{0,8}(?:削除|消|初期化)"),
  ]
}
