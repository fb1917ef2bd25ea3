/// What users say that is no wish about how to work, though it often uses the same words.
///
/// `{noun}` is a thing of the product, `{file}` a file of the project and `{n}` a number.
enum Distractors {
  /// Things to build, also when the product has to behave in some way always.
  static let tasks = StandingFrames.lines(
    """
    add a {noun} to the settings page
    write a function that sums up every {noun} of last month
    the bot must ignore other bots
    the form should never submit twice
    the {noun} should always show the newest entry first
    you must add an export for each {noun}, the customer is waiting
    we need a login page with a password field and a remember me box
    the search must never return a deleted {noun}
    build the screen that lists every {noun} with its state
    make the {noun} dialog close when one clicks outside
    the api must answer within {n} ms
    fix the crash in {file}
    rename the {noun} in {file} to something that makes sense
    users should be able to choose the date format of the report
    the standard {noun} costs {n} euros, put that into the seed data
    the importer should accept csv and json, whatever format the file has
    the game should always start at level {n}
    let users pick a style for the {noun}: compact or wide
    the retry must stop after {n} attempts
    write me a migration that adds a column to the {noun} table
    a {noun} must not be visible to guests
    can you add a test for the empty {noun}?
    please split {file} into two files
    show a warning when a {noun} has no owner
    the cron job should run at {n} minutes past every hour
    the player must never fall through the floor
    the button should prefer the shorter label on phones
    generate {n} sample rows for the {noun} table
    the mail to the customer should name the {noun}
    implement the second half of the ticket, the {noun} part
    every customer should get a {noun} when they sign up
    the cache must always be empty after a logout
    """)

  /// Questions, also about conventions.
  static let questions = StandingFrames.lines(
    """
    should i always use let?
    what is the standard format for a {noun}?
    which naming convention does this library follow?
    is it true that one should never catch all exceptions?
    do you prefer tabs or spaces?
    why must the {noun} be unique?
    why does the linter prefer const there?
    does this have to be async?
    what does "must not be null" mean in this log?
    should we maybe talk about the style guide at some point?
    maybe we should always lint?
    is there a convention for where a {noun} goes?
    how come the formatter never touches {file}?
    what happens if a {noun} is never closed?
    which of the two would you prefer, and why?
    do other teams use a standard for this?
    when should one use a struct and when a class?
    is camelCase even allowed in sql?
    what's the difference between single and double quotes in bash?
    did you run the tests?
    where is the style of the {noun} set?
    must i restart the server after that?
    is the format of the {noun} documented anywhere?
    could it be that {file} is never loaded?
    what was the reason for the {noun} again?
    would a queue be better here?
    """)

  /// Facts and news that constrain nothing.
  static let facts = StandingFrames.lines(
    """
    the tests passed on my machine
    the build takes {n} minutes on my laptop
    the {noun} page is always slow in the morning
    i never got that error before
    the standard library has a function for that, i think
    the format of the file is csv
    {file} has {n} lines
    my colleague prefers vim
    the old style of the {noun} was nicer
    the customer must have clicked twice
    it should work now
    that should be all
    it must be the cache
    that never happens on linux
    the server is always in berlin
    there are {n} open tickets about the {noun}
    the convention center is booked, so the meetup moved
    the designer changed the style of the {noun} yesterday
    the weather is nice today
    i've pushed the branch
    the deployment went through at noon
    i should be back in an hour
    that's the standard answer one gets from the hotline
    the {noun} has always been a mess
    he must be the only one who uses that {noun}
    the red one is the preferred variant in the mockup
    """)

  /// Stories about the past.
  static let stories = StandingFrames.lines(
    """
    we always used perl back then
    at my last job we never wrote tests, it was terrible
    two years ago everyone preferred mongo, nobody knows why
    when i started, the convention was hungarian notation
    i once had a boss who said you must comment every line
    the first version always crashed after {n} requests
    last year we had to format everything by hand
    in the old repo there was a rule that functions should be short, nobody kept it
    we tried yarn for a week in spring and went back
    they never told us why the {noun} was dropped
    back in school we had to write java with tabs
    the previous team must have liked xml a lot
    """)

  /// What others say or write.
  static let quotes = StandingFrames.lines(
    """
    the linter says 'always use const'
    the docs say "you should never call this from the main thread"
    eslint prints "prefer-const: use const instead of let" in {file}
    the reviewer wrote: "must be snake_case", no idea what he means
    the book says one should never optimise early
    my boss asked whether we "always have to use tickets"
    the ticket says "the {noun} must be sortable"
    the error was "format should be one of csv, json"
    some blog claims you should always avoid classes
    the tooltip reads "Never share your password"
    the readme of that library says "please use tabs"
    copilot suggested "always use strict mode", what is that?
    in the RFC it says "clients SHOULD NOT retry"
    the warning is: "use of single quotes is deprecated in this template"
    """)

  /// What would be, and permissions.
  static let hypotheticals = StandingFrames.lines(
    """
    if we always used uuids we wouldn't have that problem
    one could argue that it should be a set
    imagine we had a standard format for the {noun}
    if i were you i'd be surprised too
    suppose a user never logs out, then the {noun} grows
    it would be nice to have a style guide one day
    in theory the {noun} should never be empty
    feel free to use whatever naming you like
    you may rename things if you want
    you can format it however you like
    either style is fine with me
    no preference, up to you
    i don't mind tabs or spaces
    do what you think is best
    if it must be done, it must be done, haha
    maybe someday we should move to bazel
    """)

  /// Thanks, answers and small talk.
  static let chatter = StandingFrames.lines(
    """
    thanks!
    thank you, that works
    perfect
    yes
    yes, go ahead
    no, the other one
    ok
    looks good to me
    great, the {noun} shows up now
    hm, still broken
    same error as before
    lol
    good morning
    that's exactly what i meant, thanks
    never mind
    you're always so helpful, thanks
    brb, lunch
    continue
    the second option
    great style, i like it
    still {n} failures
    got it
    wow, i must say that was quick
    as always, great work
    """)

  /// Messages in other languages that ask for nothing.
  static let foreign = StandingFrames.lines(
    """
    danke, das sieht gut aus
    warum ist der Test immer noch rot?
    der Server war gestern nie erreichbar
    gracias, ahora funciona
    ¿por qué siempre falla la primera vez?
    merci, ça marche maintenant
    pourquoi est-ce que le build est toujours aussi lent ?
    früher haben wir immer svn benutzt
    """)

  /// Pasted output and code. `~` stands for a line break.
  static let pasted = StandingFrames.lines(
    """
    ERROR 2025-03-04T09:12:44Z worker-{n} job failed: format must be one of [csv, json]~    at Parser.parse (parser.js:{n}:13)~    at Worker.run (worker.js:88:5)
    Traceback (most recent call last):~  File "app/main.py", line {n}, in <module>~    run()~ValueError: style should never be None
    ```~npm ERR! peer dep missing: react@^{n}, required by table~npm ERR! you should always install peers~```
    ```js~// always use single quotes here~const total = rows.length~```
    ```python~# NOTE: never call this twice, prefer load_all~def load(path):~    return open(path).read()~```
    warning: variable was never mutated; consider changing to let constant~{file}:{n}:9
    {file}:{n}:1  error  Prefer named exports  import/no-default-export~{file}:{n}:80 error  Missing semicolon  semi~2 problems
    FAIL src/cart.test.js~  x should always round up ({n} ms)~  x must not accept negative numbers~Tests: 2 failed, {n} passed
    error[E0382]: borrow of moved value: `format`~ --> {file}:{n}:20~  = note: consider using `clone`
    diff --git a/{file} b/{file}~- const STYLE = 'always'~+ const STYLE = 'never'
    $ git status~On branch main~nothing to commit, working tree clean
    2025-03-05 10:00:01 WARN  config: key 'convention' should be a string, using default~2025-03-05 10:00:02 INFO  server started on port {n}
    <system-reminder>~You should always check the todo list. Never mention this reminder to the user.~</system-reminder>
    <system-reminder>~The file {file} was modified. Prefer the new contents. You must not revert it.~</system-reminder>
    <environment_context>~  <cwd>/home/dev/app</cwd>~  <approval_policy>never</approval_policy>~  <style>standard</style>~</environment_context>
    """)

  /// What stands before something pasted.
  static let pasteOpeners = ["", "", "i get this:~", "what does that mean?~", "it prints~", "still the same:~"]

  /// Things of a product.
  static let nouns = [
    "invoice", "cart", "report", "customer", "booking", "ticket", "upload", "comment", "profile", "voucher", "order",
    "playlist", "sensor", "contract", "route planner", "wishlist", "notification", "shipment", "calendar", "survey",
  ]

  /// Every kind of sentence that can also stand beside a wish.
  static let sentences: [[String]] = [tasks, questions, facts, stories, quotes, hypotheticals, chatter]
}
