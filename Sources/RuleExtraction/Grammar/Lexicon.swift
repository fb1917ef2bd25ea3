/// The words that the grammar knows, as plain lists: phrases are separated by commas.
enum Lexicon {
  private static func list(_ text: String) -> [String] {
    text.split { $0 == "," || $0 == "\n" }.map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }
      .map { String($0.reversed().drop(while: \.isWhitespace).reversed()) }
  }

  private static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// The phrases of each cue. The languages besides English have their most common ones.
  static let cues: [Cue: [String]] = [
    .habitual: list(
      """
      always, at all times, every time, each time, every single time, without exception, no exceptions, invariably,
      in every case, all the time, immer, stets, jedes mal, siempre, cada vez, toujours, à chaque fois,
      sempre, ogni volta, zawsze, всегда, altijd, alltid
      """),
    .never: list(
      """
      never, never ever, not ever, don't ever, do not ever, under no circumstances, at no point, in no case, nie, niemals, nunca, jamás, jamais,
      ne jamais, mai, nigdy, никогда, nooit, aldrig
      """),
    .standing: list(
      """
      from now on, from here on, from here on out, from this point on, going forward, moving forward, in future,
      in the future, for future reference, henceforth, in general, generally, as a rule, as a general rule, by default,
      on principle, for good, permanently, as of now, as of this release, as of today, starting now, starting today,
      in this repo, in this repository, in this project, in this codebase, in this code base, in the codebase,
      in the whole codebase, for this project, for this repo, on this project, on this team, across the codebase,
      across the project, across all projects, across the board, in all my projects, in all projects, in my projects,
      that's what we do, that's how we do it, that's how we do things, that's the rule, that's our rule,
      that's our convention, that's the convention, project-wide, team-wide, repo-wide, everywhere, house style, house rule, team rule, our rule, our convention,
      the convention here, standing rule, rule of thumb, around here, over here, in our codebase, in our repo,
      for the future, in the long run, form now on, form here on, that's how we work here, that's how we work, with us,
      at our place, in our company, in our team, in our apis, in our services, in our code, throughout our code, throughout the code, goes for everything, goes for everything you do, goes for everything you do here,
      keep to that, stick to that, please do the same, do the same, as you know, whatever you work on, not even once,
      also in other sessions, in other sessions, also in later sessions, whatever you do, for all future work,
      in any project, for every project, keep in mind, remember that, bear in mind, note for the future, for next time,
      next time, in every session, for all sessions, every session, throughout, ab jetzt, ab sofort, in zukunft,
      künftig, grundsätzlich, generell, überall, de ahora en adelante, a partir de ahora, en general, por defecto,
      en este proyecto, en este repo, dorénavant, désormais, à partir de maintenant, en général, par défaut,
      partout, d'ora in poi, od teraz
      """),
    .passing: list(
      """
      for now, for the rest of this session, for the rest of the session, today's, tonight's, until tonight, for the moment, for the time being, right now, at the moment, this time, this once, just this once,
      just once, only this once, this one time, one time only, today, tonight, tomorrow, this morning, this afternoon,
      this week, this sprint, this evening, temporarily, for today, for tonight, for this one, in this one, on this one,
      just here, only here, just for this, only for this, for the demo, for this demo, for the poc, for the prototype,
      for a quick test, as a one-off, one-off, as an exception, for once, in the meantime, meanwhile, yet, not yet,
      your next answer, your next reply, your next message, your next response, the next answer, the next reply,
      the next response, in your next, for your next, the next commit, this round, this run, this turn, for this turn,
      for this step, this session only, for this session, in this session, just this time, only this time,
      until further notice, vorerst, erstmal, diesmal, heute, nur heute, ausnahmsweise, für diese, für dieses,
      für diesen, in dieser, in diesem, por ahora, esta vez, solo esta vez, sólo esta vez, hoy, de momento,
      por esta vez, para esta, para este, en esta, pour l'instant, cette fois, pour cette fois, aujourd'hui,
      juste pour cette, pour cette, pour ce, dans cette, na razie, tym razem, per ora, questa volta
      """),
    .obligation: list(
      """
      must, should, shall, have to, has to, need to, needs to, ought to, supposed to, required to, got to, gotta,
      muss, müssen, soll, sollen, sollte, sollten, debe, deben, debes, hay que, tiene que, tienes que, doit, doivent,
      il faut, faut, tu dois, deve, bisogna, musi, powinien, trzeba
      """),
    .opener: list(
      """
      ok, okay, k, so, as always, hey, hi, hello, btw, by the way, also, and also, oh and, oh, ah, right, yeah, yep, yes, yup, no,
      no no, nope, nah, uh, uhm, um, hmm, well, and, but, then, now, alright, great, good, nice, cool, perfect, thanks,
      thank you, thx, ty, fine, sure, listen, look, fyi, note, note that, reminder, quick reminder, a reminder,
      quick note, heads up, one more thing, another thing, one thing, two things, three things, few things, a few things,
      a couple of things, also note, important, first of all, oops, hm, lol, wait, stop, actually, ps, p.s, rule, new rule,
      just so you know, for the record, general note, side note, small thing, last thing, one last thing, again, ugh,
      instead, anyway, anyways, plus, friendly reminder, gentle reminder, correction, feedback, small correction,
      style note, general rule, preference, my preference, project rule, team convention, convention,
      bitte beachte, übrigens, achtung, ach ja, por cierto, ojo, oye, au fait, attention, dis, hola, salut, hallo, also bitte,
      go ahead and, never mind, nevermind, looks good, lgtm, looks good but, good but, nice but, almost, close but, not quite, good work, nice work, good job,
      done, works, it works, that works, makes sense, got it, agreed, exactly
      """),
    .politeness: list(
      """
      please, kindly, if you can, if possible, if you don't mind, would be great, thanks in advance, will you, ok?,
      bitte, por favor, s'il te plaît, s'il te plait, s'il vous plaît, stp, svp, per favore, proszę
      """),
    .emphasis: list(
      """
      seriously, honestly, really, jesus, christ, ffs, wtf, omg, dammit, damn, argh, for the love of god, come on,
      for real, literally, just, strictly, absolutely, definitely, certainly, religiously, ever, period,
      full stop, no excuses, end of story, i mean it, and i mean always, and i mean never, i mean always, i mean never, i repeat, once and for all, for the last time, at all
      """),
    .repeated: list(
      """
      i keep telling you, i keep saying, i keep having to say, i told you, i already told you, i've told you,
      as i said, like i said, as i told you, i said, i already said, as mentioned, as discussed, as before, same as before,
      like i said last week, as i said last time, like i said last time, how often, how many times, how many times do i have to say, once more, yet again, for the nth time, we talked about this,
      we've been over this, we've been through this, we discussed this, same as last time, same thing again, as usual,
      i've said this before, i said this before, told you before, wie gesagt, ya te dije, je t'ai déjà dit, as agreed
      """),
    .hedge: list(
      """
      maybe, perhaps, i wonder, wondering, not sure, i'm not sure, might, could be, what if, would it, thinking about,
      i'm thinking, i think, i guess, consider, one could, we could, someone could, it would be nice, would be cool, in theory, suppose, supposing,
      imagine, hypothetically, let's say, say we, if we ever, if i ever, if we were, if i were, if we had, should we,
      shall we, do we want, open question, tbd, to be discussed, undecided, vielleicht, quizás, quizá, tal vez, peut-être, może, forse
      """),
    .reported: list(
      """
      says, said, complains, complained, complaining, suggests, suggested, claims, claimed, according to, recommends,
      recommended, warns, warned, tells me, told me, insists, argues, argued, wrote, reads, states, mentions, states that,
      yelled, keeps saying, wants us to, the docs say, docs say, they say, people say, i read that, i read, i heard,
      laut, sagt, dice, dit, swears
      """),
    .past: list(
      """
      back then, used to, in the old days, in those days, at my last job, at my old job, my old team, at my previous job,
      my previous team, the old team, years ago, last year, a while ago, once upon a time, when i started, previously,
      in my previous job, in my last job, at university, before i joined, before we moved, in the past, ages ago, long ago,
      früher, damals, antes, avant, kiedyś
      """),
    .permission: list(
      """
      feel free, you can, you may, it's ok to, it's okay to, it's fine to, ok to, fine to, fine with me, fine by me,
      no problem if, go ahead, i don't mind, up to you, your call, you're welcome to, allowed to, you are free to, free to,
      doesn't matter, no need to ask, whatever you like, whichever you like, you could, your choice, either is fine,
      both are fine, no preference
      """),
    .retraction: list(
      """
      any longer, forget about, forget the, forget that, forget my, forget what i said about, no longer, not any more, any more, scrap the,
      drop the, you can drop, you can stop, you can quit, you can forget, you can ignore, never mind the, nevermind the,
      ignore the rule, ignore what i said about, you don't have to, you don't need to, no need to, no need for,
      you needn't, needn't, don't need to, don't have to, don't bother, is dead, are dead, is gone, is out, cancel the,
      scratch the, scratch that, i take back, i changed my mind, changed my mind about, we dropped, we abandoned, lift the,
      the rule about, that rule about, doesn't apply anymore, is obsolete, vergiss die, vergiss das, olvida la, olvida lo,
      oublie la, oublie le, nicht mehr, ya no, ne plus
      """),
    .reason: list(
      """
      because, since, as otherwise, otherwise, so that, the reason is, reason:, or else, even though, although, though, weil, sonst, denn, damit, porque,
      ya que, parce que, sinon, car, bo, perché, cause
      """),
    .universal: list(
      """
      every, all new, each, any new, whenever, wherever, jede, jeder, jedes, jeden, cada, todos los, todas las, chaque, tous les,
      toutes les, every other, every new, ogni, każdy, all of our, all our, all files,
      all code, all tests, all functions, all classes, all commits, all endpoints, any function, any code, any change, any file,
      no matter what, throughout, across the board, across all
      """),
  ]

  /// Verbs that ask for a way of working when they stand at the beginning.
  static let conventionVerbs = set(
    """
    wait address deploy tell say take hardcode give apologise apologize page mirror trust
    break hold declare introduce use prefer avoid keep stick follow name call put place wrap indent format document ask explain answer reply respond
    run write leave return throw handle log import export declare type annotate sort group split pin cite mention test
    check lint commit squash rebase push pull sign tag branch prefix suffix start end begin show list include limit cap
    capitalize capitalise abbreviate spell quote escape validate sanitize catch raise propagate mock structure organize
    organise store read pass inject define extract separate inline align order lowercase uppercase comment favor favour
    confirm double-check verify propose summarize summarise translate speak talk be stay work rely depend respect treat
    assume consider remember stop quit refrain make let have go target default cover guard require bump increment
    parametrize parameterize cache close open paginate version deprecate bundle ship deliver isolate reuse choose pick
    opt go hide mark label attach link reference order keep maintain ensure guarantee enforce resolve read skip omit drop
    ban forbid disallow allow permit minimize minimise localize localise normalise normalize seed freeze expose model
    represent compose inherit extend nest flatten render style theme emit record measure report back build derive
    generate create add update change remove delete edit touch modify rename move refactor rewrite install deploy
    publish merge apply execute set fix implement convert
    verwende verwenden benutze benutzen nutze nutzen schreib schreibe schreiben vermeide vermeiden halte lass lasse mach
    mache setz setze leg lege führe starte frag frage antworte usa usar utiliza utilizar evita escribe pon deja haz sigue
    ejecuta pregunta responde utilise utiliser évite éviter écris écrire mets mettre lance garde fais demande réponds usare
    scrivi evita używaj pisz unikaj
    """)

  /// Verbs that usually ask for one piece of work.
  static let taskVerbs = set(
    """
    add create build make implement fix update change remove delete rename move refactor rewrite install deploy publish merge
    generate convert write set bump investigate look find continue try debug go do give tell start finish open
    close revert undo redo push pull tag commit release upgrade port migrate extract split extend integrate hook
    wire clean cleanup optimize optimise edit modify replace paste show explain check review compare draw design get
    """)

  /// Words that begin a question.
  static let questionStarts = set(
    """
    what what's why how how's when when's where where's who who's which whose whom is isn't are aren't was wasn't were do does
    doesn't don't-we did didn't has hasn't have haven't am can can't could couldn't would wouldn't should shouldn't shall will won't
    may might wie warum wieso was wann wo wer welche soll sollen kann können ist sind cómo como por-qué qué que cuándo
    dónde quién cuál debería pourquoi comment quand où qui quel quelle est-ce dois-je devrait-on czy jak dlaczego
    """)

  /// Nouns that name a piece of the present work, after "this", "that" or "the … above".
  static let artefacts = set(
    """
    function method class component file module test tests script page endpoint query loop block line lines section task ticket
    pr branch commit change changes fix refactor migration demo spike experiment prototype release table view form button
    handler hook helper screen snippet example case issue feature part piece bit step phase round run session conversation
    question answer reply message response turn sprint week iteration one thing diff patch draft version call plan job fixture
    application app program summary output warning value field option flag setting list panel window tool
    paragraph chapter notebook cell figure chart dialog modal route service request explanation merge deploy rollout
    funktion datei methode klasse aufgabe función archivo método clase tarea fonction fichier méthode classe tâche
    """)

  /// Nouns that are always there, so that "the" before them does not bind a wish to the moment.
  static let durableNouns = set(
    """
    lockfile lockfiles lock code codebase tests test suite docs documentation readme changelog linter formatter compiler why
    database db prod production staging main master trunk ci build pipeline config configuration schema api user users reader input
    team logger standard library stdlib imperative mood generated vendor vendored migrations migration secrets env environment
    root folder directory repo repository project body subject header headers title names name type types interface interfaces
    imports exports signature domain core kernel service layer model models controller controllers handlers ui frontend backend client
    server public private internal shared same present past active passive first last top bottom end beginning line
    style guide design system version versions package manager package.json dependencies dependency tree history
    default ones rest whole full oxford singular plural word words original official latest current existing unit
    integration repository pattern happy path error errors commit commits message messages ticket issue pr prs
    """)

  /// Nouns of programs and their parts: with "the" and a duty they say what a product does.
  static let productNouns = set(
    """
    app application bot button page pages screen form dialog modal user users customer customers player login dashboard
    endpoint server client service system website site widget game menu sidebar navbar header footer table chart report
    email notification function method script parser worker job scheduler queue cart checkout search list tooltip icon admin
    visitor guest tenant device sensor timer counter cursor window tab panel toast banner feed upload download export import
    """)

  /// "always" and "never" elsewhere: the grammar knows no sentence of these languages, but that much it knows.
  static let foreignAdverbs = set(
    "immer stets niemals siempre nunca toujours jamais sempre zawsze nigdy всегда никогда altijd nooit alltid aldrig")

  /// Verbs that, right before a colon, bring in words that were said or written before.
  static let speechVerbs = set(
    "wrote said says suggested replied answered asked reported complained commented mentioned claimed states")

  /// Words that mark a heading over somebody else's words.
  static let foreignHeadingWords = set(
    """
    log logs output error errors says said docs documentation guide readme linter eslint review reviewer reviewers ticket jira slack
    thread email wrote trace traceback stacktrace message description spec article blog quote quoting paste pasted
    transcript comment comments warning warnings result results response according from below following here's here
    """)

  /// Words with which speech begins; a pasted block ends where a line begins with one of them.
  static func isSpeechStart(_ word: String) -> Bool {
    let bare = word.filter { $0.isLetter || $0 == "'" }
    return speechStarts.contains(bare) || conventionVerbs.contains(bare) || cueStarts.contains(bare)
  }

  private static let speechStarts = set(
    """
    i i'm i've we we're you your my our the this that it its it's there these those please pls can could why what how
    don't dont no not and also but so ok when if for in on after before same still again fix only
    """)

  private static let cueStarts = Set(
    cues.values.joined().compactMap { $0.split(separator: " ").first.map(String.init) })

  /// Every single word above: none of them is a misspelling of another.
  static let vocabulary: Set<String> = {
    let words = cues.values.joined().flatMap { $0.split(separator: " ").map(String.init) }
    return conventionVerbs.union(taskVerbs).union(artefacts).union(durableNouns).union(productNouns).union(words)
  }()

  /// Words one slip away from a cue that carries a wish: a letter too few, or two letters swapped.
  static let misspellings: [String: String] = {
    var table: [String: String] = [:]
    for word in ["always", "never", "please", "should", "prefer", "avoid", "convention", "instead", "everywhere"] {
      let letters = Array(word)
      for index in letters.indices {
        var shorter = letters
        shorter.remove(at: index)
        table[String(shorter)] = word
        if index + 1 < letters.count {
          var swapped = letters
          swapped.swapAt(index, index + 1)
          table[String(swapped)] = word
        }
      }
    }
    for known in ["never", "ever", "every", "where"] { table[known] = nil }
    return table
  }()
}
