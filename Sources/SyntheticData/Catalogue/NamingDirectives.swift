extension DirectiveCatalogue {
  /// How things are called.
  static let naming = """
    naming js-variables: Use camelCase for JavaScript variables
      when language=javascript
      set convention=camelCase; target=variable
      do use camelCase for js variables | write javascript variables in camelCase
      np camelCase for js variables | camelCase variables in js
      say our javascript variables are camelCase, like everywhere in this repo
      fuss why is that js variable in snake_case again?! it's camelCase here
      stop writing js variables in snake_case
      de in JavaScript bitte immer camelCase für Variablen

    naming js-variables: Use snake_case for JavaScript variables
      when language=javascript
      set convention=snake_case; target=variable
      do use snake_case for js variables | name javascript variables in snake_case
      np snake_case for js variables | snake_case variables in javascript
      say the backend sends snake_case, so our js variables are snake_case as well

    naming ts-variables: Use camelCase for TypeScript variables and functions
      when language=typescript
      set convention=camelCase; target=variable
      do use camelCase for typescript variables and functions | name ts variables and functions in camelCase
      np camelCase for ts variables and functions
      say in our typescript, variables and functions are camelCase
      fuss ugh, underscores in ts variable names again. camelCase!
      es en TypeScript las variables y funciones siempre en camelCase

    naming go-variables: Use camelCase for Go functions and variables
      when language=go
      set convention=camelCase; target=variable
      do use camelCase for go functions and variables | name go variables and functions in camelCase
      np camelCase for go variables and functions
      say go variables and functions are camelCase with us
      stop writing go variables in snake_case

    naming java-variables: Use camelCase for Java functions and variables
      when language=java
      set convention=camelCase; target=variable
      do use camelCase for java functions and variables | name java variables and functions in camelCase
      np camelCase for java variables and functions
      say java variables and functions are camelCase with us
      stop writing java variables in snake_case

    naming rust-variables: Use snake_case for Rust functions and variables
      when language=rust
      set convention=snake_case; target=variable
      do use snake_case for rust functions and variables | name rust variables and functions in snake_case
      np snake_case for rust variables and functions
      say rust variables and functions are snake_case with us
      stop writing rust variables in camelCase

    naming swift-variables: Use camelCase for Swift functions and variables
      when language=swift
      set convention=camelCase; target=variable
      do use camelCase for swift functions and variables | name swift variables and functions in camelCase
      np camelCase for swift variables and functions
      say swift variables and functions are camelCase with us
      stop writing swift variables in snake_case

    naming js-functions: Use camelCase for JavaScript functions
      when language=javascript
      set convention=camelCase; target=function
      do use camelCase for js functions | name javascript functions in camelCase
      np camelCase for js functions
      say js functions are camelCase with us
      stop writing js functions in snake_case

    naming py-functions: Use snake_case for Python functions and variables
      when language=python
      set convention=snake_case; target=function
      do use snake_case for python functions and variables | name python functions and variables in snake_case
      np snake_case for python functions and variables
      say it's python, so functions and variables are snake_case in our code
      fuss why do i keep seeing camelCase functions in the python code?!
      stop writing camelCase functions in python

    naming py-constants: Write Python constants in UPPER_SNAKE_CASE
      when language=python
      set convention=UPPER_SNAKE_CASE; target=constant
      do write python constants in UPPER_SNAKE_CASE | put module constants in python in UPPER_SNAKE_CASE
      np UPPER_SNAKE_CASE for python constants
      say python constants are UPPER_SNAKE_CASE with us

    naming ts-types: Name TypeScript types and interfaces in PascalCase without an I prefix
      when language=typescript
      set convention=PascalCase; target=type
      do name typescript types and interfaces in PascalCase without the I prefix
      np PascalCase for ts interfaces, no I prefix
      never put an I in front of interface names
      fuss IUser again? we have no I prefix on interfaces

    naming go-exported: Use short receiver names of one or two letters in Go
      when language=go
      set target=receiver
      do use receiver names of one or two letters in go | keep go receiver names to one or two letters
      np one or two letter receiver names in go
      never call a go receiver self or this
      say our go receivers are one or two letters

    naming rust-errors: End the names of Rust error types with Error
      when language=rust
      set suffix=Error; target=type
      do end rust error type names with Error | give every rust error type a name that ends in Error
      np Error at the end of rust error type names
      say every error type in our crates ends in Error

    naming swift-booleans: Begin the names of Swift Boolean properties with is, has or can
      when language=swift
      set prefix=is; target=property
      do start swift boolean properties with is, has or can | name boolean properties in swift with is, has or can in front
      np is, has or can in front of boolean properties in swift
      say boolean properties in our swift code start with is, has or can

    naming sql-tables: Name SQL tables in the plural and in snake_case
      when language=sql
      set convention=snake_case; target=table
      do name sql tables in plural snake_case | give sql tables plural snake_case names
      np plural snake_case names for sql tables
      say our sql tables are plural and snake_case
      fuss another singular table name?! plural, snake_case

    naming sql-timestamps: End SQL timestamp columns with _at
      when language=sql
      set suffix=_at; target=column
      do end timestamp columns in sql with _at | let sql timestamp columns end in _at
      np _at at the end of sql timestamp columns
      never name a timestamp column in sql without _at
      say timestamp columns in our sql schema end in _at

    naming component-files: Name component files in PascalCase
      when language=typescript; path=src/components/
      set convention=PascalCase; target=file
      do name component files in PascalCase, like the component | use PascalCase for the file names of components
      np PascalCase file names for components
      say files in src/components are PascalCase like the component inside
      fuss the component file is kebab-case again, it has to be PascalCase

    naming component-files: Name component files in kebab-case
      when language=typescript; path=src/components/
      set convention=kebab-case; target=file
      do name component files in kebab-case | use kebab-case for the file names of components
      np kebab-case file names for components
      say file names of our components are kebab-case

    naming branch-names: Begin branch names with the ticket number
      when activity=branch
      set prefix=ticket number; target=branch
      do begin branch names with the ticket number | put the ticket number first in branch names
      np the ticket number at the start of branch names
      never create a branch without the ticket number in front
      say every branch here starts with its ticket number
      why our build server links them

    naming branch-names: Name branches feature/ or fix/ followed by kebab-case words
      when activity=branch
      set convention=kebab-case; target=branch
      do name branches feature/ or fix/ plus kebab-case words
      np feature/ or fix/ plus kebab-case for branch names
      say our branches are called feature/some-words or fix/some-words

    naming java-tests: End the names of Java test classes with IT when they need the database
      when language=java; activity=testing
      set suffix=IT; target=class
      do end java test classes that need the database with IT
      np IT as the ending of java test classes that need the database
      say java test classes that touch the database end in IT

    naming java-constants: Write Java constants in UPPER_SNAKE_CASE
      when language=java
      set convention=UPPER_SNAKE_CASE; target=constant
      do write java constants in UPPER_SNAKE_CASE
      np UPPER_SNAKE_CASE for java constants
      say constants in our java are UPPER_SNAKE_CASE

    naming event-handlers: Begin the names of TypeScript event handlers with handle
      when language=typescript; path=src/components/
      set prefix=handle; target=function
      do start event handler names in components with handle | call event handlers in components handleSomething
      np handle as the prefix of event handlers in components
      say event handlers in our components are called handleSomething, not onSomething
      fuss onClickSave? event handlers in components begin with handle, how often do i have to say it

    naming tf-resources: Name Terraform resources in snake_case without the resource type
      when language=terraform
      set convention=snake_case; target=resource
      do name terraform resources in snake_case without repeating the type
      np snake_case names for terraform resources, without the type in them
      never repeat the type in a terraform resource name
      stop repeating the type in terraform resource names

    naming no-abbreviations: Write words out in names instead of abbreviating them
      set target=identifier; forbidden=abbreviations
      do write words out in identifiers | spell names out instead of abbreviating
      never abbreviate identifiers | abbreviate words in names
      stop abbreviating names
      np full words in identifiers, no abbreviations
      fuss usrCnt?? names are written out, i told you
      why nobody can read them after a month
      fr n'abrège jamais les noms des identifiants

    naming shell-variables: Write variables in shell scripts in lower snake_case
      when language=shell
      set convention=snake_case; target=variable
      do write shell script variables in lower snake_case
      np lower snake_case for variables in shell scripts
      say only exported variables are upper case in our shell scripts, the rest is lower snake_case

    naming test-names: Name Python tests after the behaviour and not after the function
      when language=python; activity=testing
      set target=test
      do name python tests after the behaviour, not after the function
      np python test names that say the behaviour, not the function
      never name a python test after the function it calls
      stop naming python tests after the function

    naming metrics: Begin metric names with the service's name
      about words metric, counter, gauge
      set prefix=service name; target=metric
      do begin metric names with the service name | prefix every metric with the name of the service
      np the service name in front of every metric
      say metric names in our system start with the service name

    naming env-vars: Begin environment variables with APP_
      about words setting, configuration, environment
      set prefix=APP_; target=environment variable
      do begin environment variables with APP_ | prefix environment variables with APP_
      np APP_ in front of every environment variable
      say all of our environment variables carry the APP_ prefix
      never introduce an environment variable without the APP_ prefix
    """
}
