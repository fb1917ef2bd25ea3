extension DirectiveCatalogue {
  /// Architecture, placement, modules, dependencies, the layout of tests.
  static let structure = """
    style ts-exports: Use named exports in TypeScript
      when language=typescript
      set exports=named
      do use named exports in typescript | write named exports in ts modules
      np named exports, no default exports, in ts
      never use default exports in typescript
      stop using default exports in ts
      fuss export default again? named exports only

    style js-exports: Use named exports in JavaScript
      when language=javascript
      set exports=named
      do use named exports in javascript
      np named exports in js
      never use default exports in js
      say js modules here have named exports only

    style js-imports: Sort imports alphabetically in JavaScript
      when language=javascript
      set imports=sorted
      do sort js imports alphabetically | keep the imports in javascript sorted
      np sorted imports in js
      never leave js imports unsorted

    structure py-imports: Use absolute imports in Python
      when language=python
      set forbidden=relative imports
      do use absolute imports in python
      np absolute imports in python, no relative ones
      never use relative imports in python
      stop using relative imports in python
      fuss from .. import again. absolute imports in python please

    structure py-tests: Put Python tests into tests/ in the layout of the package
      when language=python; activity=testing
      set target=test
      do put python tests into tests/ and mirror the package | keep python tests in tests/, laid out like the package
      np python tests in tests/, laid out like the package
      never put python tests next to the module
      say python tests live in tests/ and mirror the package

    structure js-tests: Put JavaScript tests next to the file they test
      when language=javascript; activity=testing
      set target=test
      do put js tests next to the file they test
      np js tests next to the source file
      never put js tests into a separate folder
      say in this repo a js test lives next to the file it tests

    structure ts-tests: Put TypeScript tests into __tests__ folders
      when language=typescript; activity=testing
      set target=test
      do put ts tests into __tests__ folders
      np __tests__ folders for ts tests
      say our ts tests live in __tests__

    structure api-errors: Return API errors as RFC 7807 problem details
      about words endpoint, api, route
      set format=RFC 7807
      do return api errors as RFC 7807 problem details | make every api error an RFC 7807 problem document
      np RFC 7807 problem details for api errors
      say our API returns RFC 7807 errors
      fuss a bare string as an api error? RFC 7807, like everywhere

    structure api-errors: Return API errors as an object with code and message
      about words endpoint, api, route
      set format=object with code and message
      do return api errors as an object with code and message
      np an object with code and message for api errors
      say api errors are an object with code and message in our services

    structure api-validation: Validate the input of every endpoint with a schema
      about words endpoint, api, route
      do validate the input of every endpoint with a schema
      np schema validation on every endpoint
      never trust the body of a request without a schema
      say every endpoint needs input validation with a schema

    structure api-paging: Page every endpoint that returns a list with cursors
      about words list, listing
      set format=cursor; target=endpoint
      do page list endpoints with cursors | use cursor pagination for every list
      np cursor pagination for list endpoints
      never use offset pagination
      say lists are paged with cursors in our apis

    structure ui-loading: Give every page a loading state
      when path=src/pages/
      do give every page a loading state
      np a loading state on every page
      never ship a page without a loading state
      say every page needs a loading state

    structure ui-state: Keep data fetching out of components
      when language=typescript; path=src/components/
      do keep data fetching out of components | fetch data in hooks and not in components
      never fetch data inside a component
      stop fetching data inside components
      np no data fetching in components, hooks do that
      fuss fetch() in a component again... that goes into a hook

    structure db-layer: Put database queries into repositories and not into handlers
      about words query, database
      do put database queries into the repositories, not into handlers
      never query the database from a handler
      stop querying the database from handlers
      np database queries in the repository layer only
      say only the repositories talk to the database

    structure go-layout: Put private Go packages under internal/
      when language=go
      do put private go packages under internal/
      np internal/ for private go packages
      say private go packages live under internal/ in our repos

    structure go-context: Pass context.Context as the first parameter in Go
      when language=go
      set target=parameter
      do pass context.Context as the first parameter in go
      np context.Context first in go functions
      never store a context.Context in a go struct
      say the first parameter of our go functions is a context.Context

    structure go-tests: Write Go tests as tables
      when language=go; activity=testing
      set format=table
      do write go tests as tables | use table-driven tests in go
      np table-driven tests in go
      say our go tests are table-driven
      never copy and paste go test cases

    structure rust-errors-lib: Use thiserror for Rust errors in the library
      when language=rust
      set tool=thiserror; instead_of=anyhow
      do use thiserror for rust errors in the library, not anyhow
      np thiserror, not anyhow, in the rust library
      never use anyhow in the rust library
      fuss anyhow in the library again. thiserror!

    structure rust-modules: Keep one public Rust type in each module
      when language=rust
      do keep one public type per rust module
      np one public type per rust module
      never put two public types into one rust module

    structure swift-views: Keep logic out of SwiftUI views
      when language=swift
      do keep logic out of swiftui views | put logic into view models and not into swiftui views
      never put business logic into a swiftui view
      stop putting logic into swiftui views
      np no logic in swiftui views

    structure swift-actors: Use actors instead of locks in Swift
      when language=swift
      set tool=actor; instead_of=lock
      do use actors instead of locks in swift
      np actors over locks in swift
      never use DispatchQueue or locks for new swift code

    structure java-injection: Use constructor injection in Java
      when language=java
      set tool=constructor injection; instead_of=field injection
      do use constructor injection in java | inject through constructors in java
      never use field injection in java
      stop using @Autowired on fields in java
      np constructor injection, no field injection, in java

    structure java-records: Use records for Java data carriers
      when language=java
      set tool=record
      do use records for plain data in java
      np records for plain data classes in java
      never write getters and setters for plain data in java

    structure migrations-new: Add a new migration instead of changing an old one
      when activity=migration
      do add a new migration instead of editing an old one
      never edit a migration that has been merged | change old migrations
      stop editing old migrations
      np new migrations only, no edits to old ones
      fuss you changed a merged migration again?!
      why production has already run it

    structure migrations-down: Give every migration a down step for the rollback
      when activity=migration
      do give every migration a down step | write a rollback for every migration
      np a down step in every migration
      never write a migration without a rollback
      say every migration needs a down step

    structure tf-modules: Pin the version of every Terraform module
      when language=terraform
      do pin the version of every terraform module
      np pinned versions for terraform modules
      never use a terraform module without a pinned version

    structure tf-tags: Tag every Terraform resource with owner and cost_center
      when language=terraform
      do tag every terraform resource with owner and cost_center
      np owner and cost_center tags on every terraform resource
      say our terraform resources all carry owner and cost_center tags
      fuss the owner tag is missing again on the terraform resource

    structure test-fakes: Use fakes instead of mocks in tests
      when activity=testing
      set tool=fakes; instead_of=mocks
      do use fakes instead of mocks in tests
      np fakes over mocks in tests
      never mock in tests where a fake will do
      stop mocking everything in the tests
      fr dans les tests, toujours des fakes plutôt que des mocks

    structure test-one: Test one behaviour in each test
      when activity=testing
      do test one behaviour per test
      np one behaviour per test
      never test two things in one test

    structure config-file: Read configuration only in one module
      about words setting, configuration, environment
      do read configuration in the config module only
      np one config module that reads the settings
      never read environment variables outside of the config module
      stop reading environment variables all over the code

    style log-structured: Write logs as structured JSON
      about words log, logging
      set format=JSON
      do write logs as structured json | log structured json, no free text
      np structured json logs
      never log free text
      say our logs are structured json
      fuss print statements as logs again. structured json
      why the log search only indexes json fields

    behavior log-pii: Keep personal data out of logs
      about words log, logging
      set forbidden=personal data
      do keep personal data out of the logs
      never log email addresses or other personal data | write personal data to the logs
      stop logging personal data
      np no personal data in logs
      why the auditors check that

    structure feature-flags: Put every new feature behind a flag
      about words feature
      do put every new feature behind a flag | hide new features behind a feature flag
      np a flag for every new feature
      never ship a new feature without a flag
      say new features go behind a flag in our company
    """
}
