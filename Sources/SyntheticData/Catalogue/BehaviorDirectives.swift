extension DirectiveCatalogue {
  /// What the assistant does and how: tools, commands, process, safety, communication.
  static let behavior = """
    behavior package-manager: Use pnpm instead of npm
      when activity=install
      in javascript, typescript
      set tool=pnpm; instead_of=npm
      do use pnpm, not npm | install packages with pnpm
      np pnpm | pnpm, not npm | pnpm instead of npm
      never run npm install | use npm here
      stop using npm
      say we're on pnpm here | this repo is pnpm, not npm
      fuss npm again?! we use pnpm
      de wir benutzen hier pnpm, nicht npm
      why npm breaks the workspace

    behavior package-manager: Use yarn instead of npm
      when activity=install
      in javascript, typescript
      set tool=yarn; instead_of=npm
      do use yarn, not npm | install packages with yarn
      np yarn | yarn, not npm | yarn instead of npm
      say we're on yarn in this repo

    behavior py-packages: Use uv instead of pip
      when activity=install; language=python
      set tool=uv; instead_of=pip
      do use uv, not pip | install python packages with uv
      np uv over pip
      never run pip install
      stop using pip
      say python packages come in with uv here, not pip
      fuss pip install again... uv!

    behavior lockfile: Leave the lockfile alone
      when activity=install
      set forbidden=lockfile
      do leave the lockfile alone
      never touch the lockfile | edit the lockfile by hand
      stop touching the lockfile
      np no changes to the lockfile
      fuss why did you change the lockfile again?!
      fr ne touche jamais au lockfile

    behavior ask-dependency: Ask before adding a dependency
      when activity=install
      do ask me before adding a dependency | check with me before you add a new dependency
      never add a dependency without asking me first
      stop adding dependencies without asking
      fuss you added a package without asking again
      es pregúntame siempre antes de añadir una dependencia

    style commit-format: Write commit messages as conventional commits
      when activity=commit
      set format=conventional commits
      do write commit messages as conventional commits | use conventional commits for commit messages
      np conventional commits for commit messages
      never write a commit message that isn't a conventional commit
      say our commit messages are conventional commits
      fuss "update stuff" is no commit message, conventional commits please

    style commit-format: Begin commit messages with the ticket number
      when activity=commit
      set prefix=ticket number; target=commit message
      do begin commit messages with the ticket number
      np the ticket number first in commit messages
      say commit messages start with the ticket number here

    style commit-length: Keep the subject of commit messages within 50 characters
      when activity=commit
      set max_line_length=50; target=commit message
      do keep commit subjects within 50 characters
      np at most 50 characters in a commit subject
      never write a commit subject of more than 50 characters

    style commit-trailer: Leave co-author lines out of commit messages
      when activity=commit
      set forbidden=co-author lines
      do leave the co-author line out of commit messages
      never add a co-authored-by line to commits | put yourself into commit messages
      stop adding co-authored-by lines to commits
      np no co-author lines in commits
      fuss co-authored-by again in the commit. leave it out
      de schreib nie eine Co-Author-Zeile in die Commits

    behavior commit-ask: Wait for the user's ok before committing
      when activity=commit
      do commit only with my ok | wait for my ok before you commit
      never commit without my ok | commit on your own
      stop committing on your own
      fuss who told you to commit?! you never commit without my ok

    behavior push: Never push to main
      when activity=push
      set forbidden=push to main
      do push to a branch and not to main
      never push to main | push straight to main
      stop pushing to main
      np no pushes to main
      why main deploys by itself

    behavior force-push: Never force-push
      when activity=push
      set forbidden=force push
      never force-push | use push --force
      stop force-pushing
      np no force pushes
      do leave out --force when you push

    behavior run-tests-js: Run the tests after every change to JavaScript
      when language=javascript
      set command=npm test
      do run the js tests after every change | run the tests whenever you have changed javascript
      never say you're done before the js tests have run
      fuss you said done and the js tests were red. run them after every change

    behavior lint-ts: Run eslint on changed TypeScript files
      when language=typescript
      set command=eslint; tool=eslint
      do run eslint on the ts files you changed | run the linter after changing typescript
      never hand over ts that eslint complains about
      say before you hand over typescript, eslint has to pass

    behavior py-ruff: Run ruff on changed Python files
      when language=python
      set command=ruff check; tool=ruff
      do run ruff on the python files you changed | run ruff check after each change in python
      never hand over python that ruff complains about
      fuss ruff is red again. run it after each change in python

    behavior go-vet: Run go vet before finishing Go changes
      when language=go
      set command=go vet; tool=go vet
      do run go vet before you finish a go change
      never finish a go change without go vet

    behavior rust-clippy: Run clippy before finishing Rust changes
      when language=rust
      set command=cargo clippy; tool=clippy
      do run cargo clippy before you finish a rust change
      never finish a rust change with clippy warnings
      say clippy has to be clean before a rust change is finished

    behavior swift-build: Build the package before finishing Swift changes
      when language=swift
      set command=swift build
      do run swift build before you finish a swift change
      never hand over swift code that you haven't built

    behavior java-format: Run spotless on changed Java files
      when language=java
      set command=mvn spotless:apply; tool=spotless
      do run spotless on the java files you changed
      never hand over java that spotless would change

    behavior shellcheck: Run shellcheck on shell scripts
      when language=shell
      set command=shellcheck; tool=shellcheck
      do run shellcheck on every shell script you touch
      never hand over a shell script without shellcheck
      say shell scripts go through shellcheck with us

    behavior tf-plan: Only plan Terraform changes and leave applying to the user
      when language=terraform
      set forbidden=terraform apply; command=terraform plan
      do run terraform plan only, i do the apply
      never run terraform apply
      stop running terraform apply
      np no terraform apply, just plan
      fuss you ran terraform apply!! plan only, i apply
      de führ niemals terraform apply aus

    behavior migration-run: Leave running migrations to the user
      when activity=migration
      set forbidden=running migrations
      do leave running migrations to me
      never run a migration yourself | run migrations on your own
      stop running migrations yourself
      np no migration runs by you, i do that

    behavior backup: Make a backup before running a migration
      when activity=migration
      do take a backup before each migration
      np a backup before each migration
      never start a migration without a backup

    behavior deploy-ask: Ask before deploying
      when activity=deploy
      do ask me before you deploy | get my ok before each deploy
      never deploy without asking me
      stop deploying without asking
      fuss you deployed without asking again

    behavior deploy-friday: Deploy to staging before production
      when activity=deploy
      do deploy to staging first and then to production
      np staging before production, with every deploy
      never deploy to production before staging
      say staging comes before production whenever we deploy

    behavior delete-ask: Ask before deleting files
      about words delete, remove
      do ask me before you delete files | check with me before deleting a file
      never delete a file without asking
      stop deleting files without asking
      fuss you deleted files without asking again

    behavior review-severity: Order review findings by severity, the worst first
      when activity=review
      set format=by severity
      do order review findings by severity | put the worst finding first in reviews
      np findings by severity in reviews
      never bury the worst finding of a review at the bottom

    behavior review-nits: Leave style nits out of reviews
      when activity=review
      set forbidden=style nits
      do leave style nits out of reviews
      never mention formatting nits in a review
      stop mentioning formatting nits in reviews
      np no style nits in reviews

    behavior review-lines: Name file and line for every review finding
      when activity=review
      do give file and line with each review finding
      np file and line for each review finding
      never report a review finding without file and line

    behavior reply-language: Answer in German
      about always
      set format=German
      do answer in german | reply to me in german
      np german answers
      never answer in english
      fuss english again... i want your answers in german
      de bitte antworte immer auf Deutsch

    behavior reply-short: Keep answers short
      about always
      do keep your answers short | answer briefly
      np short answers without an introduction
      stop writing essays as answers
      fuss i don't read walls of text. keep your answers short, in general
      fr réponds toujours brièvement

    behavior reply-summary: Leave out the summary at the end of answers
      about always
      set forbidden=summary
      do leave out the summary at the end of your answers
      never end an answer with a summary | summarise what you did at the end
      stop ending your answers with a summary
      np no summary at the end of answers
      fuss another summary at the end? i can read the diff

    behavior reply-emoji: Leave emojis out of answers
      about always
      set forbidden=emojis
      do leave emojis out of your answers
      never use emojis | put emojis into your answers
      stop using emojis
      np no emojis in your answers
      es nunca uses emojis en las respuestas

    behavior reply-sorry: Never apologise in answers
      about always
      set forbidden=apologies
      do skip the apologies in your answers
      never apologise | say sorry in your answers
      stop apologising
      np no apologies in answers

    behavior reply-unsure: Say when you do not know something instead of guessing
      about always
      do say so when you don't know something instead of guessing | tell me when you don't know instead of guessing
      never guess when you don't know
      stop guessing when you don't know something

    behavior minimal-diff: Keep diffs minimal and change only the lines that the task needs
      do keep the diff to the lines that the task needs | touch only the lines a change needs
      never reformat code that you don't have to change | fix unrelated code along the way
      stop reformatting code that has nothing to do with the change
      np minimal diffs
      fuss 400 changed lines for a one line fix? keep the diffs minimal, always

    behavior docs-links: Check the links before finishing documentation
      when activity=documentation
      do check all links before you finish a docs change
      never finish a docs change with dead links
      np a link check with each docs change

    behavior test-real: Never use the network in tests
      when activity=testing
      set forbidden=network
      do keep the network out of tests
      never use the network in tests | call real services in tests
      stop calling real services in tests
      np no network in tests
      why ci has no internet

    behavior test-first: Write a failing test before fixing a bug
      about words bug, bugfix
      do write a failing test before you fix a bug
      np a failing test before each bug fix
      never fix a bug without a failing test first
      say a bug fix starts with a failing test in our team
    """
}
