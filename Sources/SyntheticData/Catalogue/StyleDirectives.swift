extension DirectiveCatalogue {
  /// Formatting, idiom, comments, wording.
  static let style = """
    style js-quotes: Use single quotes in JavaScript
      when language=javascript
      set quotes=single
      do use single quotes in javascript | write js strings with single quotes
      np single quotes in js | single quotes, not double, for js strings
      never use double quotes in javascript
      fuss double quotes in the js again?! single ones please
      stop putting double quotes around js strings
      es comillas simples en JavaScript, por favor, siempre

    style js-quotes: Use double quotes in JavaScript
      when language=javascript
      set quotes=double
      do use double quotes in javascript | write js strings with double quotes
      np double quotes in js | double quotes, not single, for js strings
      say prettier is set to double quotes for our javascript

    style ts-quotes: Use single quotes in TypeScript
      when language=typescript
      set quotes=single
      do use single quotes in typescript | quote ts strings with single quotes
      np single quotes in ts files
      fuss why are there double quotes in the ts files again?
      never use double quotes in ts
      fr en TypeScript, toujours des guillemets simples

    style ts-quotes: Use double quotes in TypeScript
      when language=typescript
      set quotes=double
      do use double quotes in typescript
      np double quotes in ts files
      say our typescript has double quotes

    style py-quotes: Use double quotes in Python
      when language=python
      set quotes=double
      do use double quotes for python strings
      np double quotes in python
      never use single quotes for python strings
      say black rewrites them anyway, python strings are double quoted here

    style js-semicolons: Leave out semicolons in JavaScript
      when language=javascript
      set semicolons=false
      do leave out semicolons in javascript | write js without semicolons
      np no semicolons in js | javascript without semicolons
      never end js lines with a semicolon
      fuss why are there semicolons in the js again?!
      stop adding semicolons to the javascript
      de bitte keine Semikolons in JavaScript, niemals

    style js-semicolons: End JavaScript statements with semicolons
      when language=javascript
      set semicolons=true
      do end js statements with semicolons | put semicolons at the end of javascript statements
      np semicolons in js
      never leave out semicolons in js

    style ts-semicolons: End TypeScript statements with semicolons
      when language=typescript
      set semicolons=true
      do end typescript statements with semicolons
      np semicolons in typescript
      fuss the semicolons are missing in the ts code again
      never leave out the semicolons in ts

    style ts-semicolons: Leave out semicolons in TypeScript
      when language=typescript
      set semicolons=false
      do leave out semicolons in typescript
      np no semicolons in typescript
      say we write typescript without semicolons

    style js-indent: Indent JavaScript with tabs
      when language=javascript
      set indent=tabs
      do indent javascript with tabs | use tabs in js files
      np tabs, not spaces, in js | tabs for javascript
      never indent js with spaces
      fuss spaces again in the js, it's tabs
      stop indenting javascript with spaces

    style js-indent: Indent JavaScript with 2 spaces
      when language=javascript
      set indent=spaces; width=2
      do indent javascript with 2 spaces | use two spaces in js files
      np 2 spaces in js | two-space indentation for javascript
      say our js is indented with 2 spaces

    style ts-indent: Indent TypeScript with 2 spaces
      when language=typescript
      set indent=spaces; width=2
      do indent ts files with 2 spaces | use 2 spaces for indentation in ts
      np 2 spaces of indentation in ts files
      say our ts code is indented with 2 spaces

    style java-indent: Indent Java with 4 spaces
      when language=java
      set indent=spaces; width=4
      do indent java files with 4 spaces | use 4 spaces for indentation in java
      np 4 spaces of indentation in java files
      say our java code is indented with 4 spaces

    style swift-indent: Indent Swift with 4 spaces
      when language=swift
      set indent=spaces; width=4
      do indent swift files with 4 spaces | use 4 spaces for indentation in swift
      np 4 spaces of indentation in swift files
      say our swift code is indented with 4 spaces

    style rust-indent: Indent Rust with 4 spaces
      when language=rust
      set indent=spaces; width=4
      do indent rust files with 4 spaces | use 4 spaces for indentation in rust
      np 4 spaces of indentation in rust files
      say our rust code is indented with 4 spaces

    style go-indent: Indent Go with tabs
      when language=go
      set indent=tabs
      do indent go files with tabs | use tabs for indentation in go
      np tabs for indentation in go files
      say our go code is indented with tabs

    style py-indent: Indent Python with 4 spaces
      when language=python
      set indent=spaces; width=4
      do indent python with 4 spaces
      np 4 spaces for python
      never indent python with tabs
      fuss tabs in a python file? 4 spaces, please

    style go-errors: Wrap Go errors with %w and context
      when language=go
      do wrap go errors with %w and some context | wrap errors in go with %w
      np go errors wrapped with %w
      never return a naked err in go
      stop returning naked errors in go
      fuss naked return err again. in go we wrap with %w

    style py-line-length: Keep Python lines within 100 columns
      when language=python
      set max_line_length=100
      do keep python lines within 100 columns | break python lines at 100 characters
      np at most 100 columns in python
      never write python lines of more than 100 characters

    style py-types: Put type annotations on Python function signatures
      when language=python
      set type_annotations=true
      do put type hints on every python function | annotate python function signatures
      np type hints on all python functions
      never write a python function without type hints
      fuss no type hints on that python function, again

    style ts-any: Use unknown instead of the any type in TypeScript
      when language=typescript
      set forbidden=any; tool=unknown; instead_of=any
      do avoid the any type in typescript | use unknown and not the any type in ts
      never use the any type in typescript | type something as any in ts
      stop using the any type in typescript
      np unknown, not any, as a type in ts
      fuss there's an any in there again, i don't want any of those in ts
      why it hides real bugs
      de benutze niemals any in TypeScript

    style trailing-commas: Put trailing commas in multi-line TypeScript literals
      when language=typescript
      set trailing_commas=true
      do put trailing commas in multi-line typescript literals
      np trailing commas in multi-line ts
      say multi-line literals in our typescript have trailing commas

    style sql-keywords: Write SQL keywords in upper case
      when language=sql
      set target=keyword
      do write sql keywords in upper case | uppercase the sql keywords
      np uppercase sql keywords
      never write sql keywords in lower case
      fuss select in lower case again... SQL keywords are upper case here
      stop writing sql keywords in lower case

    style sql-keywords: Write SQL keywords in lower case
      when language=sql
      set target=keyword
      do write sql keywords in lower case
      np lowercase sql keywords
      say our sql keywords are all lower case

    style sql-star: List the columns in SQL instead of selecting *
      when language=sql
      set forbidden=select *
      do list the columns in sql queries instead of select *
      never write select * in sql | use select * in a query
      stop using select * in sql
      np explicit columns in sql, no select *
      why the column order changes under us

    style py-fstrings: Use f-strings for formatting text in Python
      when language=python
      set tool=f-strings; instead_of=format
      do use f-strings in python and not % or format()
      np f-strings over .format() in python
      fuss .format() again, use f-strings in python!

    style arrow-functions: Use const arrow functions for JavaScript helpers
      when language=javascript
      set tool=arrow functions; instead_of=function declarations
      do use const arrow functions for js helpers
      np const arrow functions over function declarations in js
      say helpers in our js are const arrow functions

    style early-return: Return early instead of nesting ifs in TypeScript
      when language=typescript
      do return early instead of nesting ifs in ts
      np early returns over nested ifs in typescript
      never nest ifs in ts when you can return early
      stop nesting ifs three levels deep in the ts code

    style swift-self: Leave out self in Swift where it is not required
      when language=swift
      set forbidden=self
      do leave out self in swift unless the compiler needs it
      np no redundant self in swift
      never write self. in swift unless the compiler asks for it
      stop writing self. everywhere in swift

    style swift-force: Avoid force unwraps in Swift
      when language=swift
      set forbidden=force unwrap
      do avoid force unwraps in swift | use guard let in swift and not a force unwrap
      never force unwrap in swift
      stop force unwrapping optionals in swift
      np no force unwraps in swift
      fuss another ! on an optional in swift?! no force unwraps

    style rust-unwrap: Avoid unwrap in Rust outside tests
      when language=rust
      set forbidden=unwrap
      do avoid unwrap in rust outside of tests | use ? and not unwrap in rust
      never call unwrap in rust outside tests
      stop calling unwrap in rust
      np no unwrap in rust except in tests
      fuss unwrap again in the rust library code

    style rust-docs: Document every public Rust item
      when language=rust
      set doc_comments=true
      do document every public item in rust | put a doc comment on each public rust function
      np doc comments on every public rust item
      never leave a public rust function without a doc comment

    style java-final: Declare Java locals final
      when language=java
      set target=variable
      do declare local variables in java final | make java locals final
      np final locals in java
      say locals in our java code are final

    style java-optional: Return Optional instead of null in Java
      when language=java
      set tool=Optional; instead_of=null
      do return Optional instead of null in java
      never return null from a java method
      stop returning null in java
      np Optional, not null, as the return of java methods

    style comments-english: Write code comments in English
      set format=English; target=comment
      do write code comments in english | keep the comments in the code in english
      np english comments in the code
      never write code comments in german
      say our code comments are in english, whatever we speak here
      de Kommentare im Code bitte immer auf Englisch
      why half of the team doesn't speak german

    style no-dead-code: Delete unused code instead of commenting it out
      set forbidden=commented-out code
      do delete unused code instead of commenting it out
      never leave commented-out code behind
      stop leaving commented-out code around
      np no commented-out code
      why git has the history

    style comment-why: Comment the why and not the what
      set target=comment
      do comment the why and not the what | write comments about the why and not the what
      np comments about the why, not the what
      never add comments that repeat the code
      stop adding comments that only repeat the code
      fuss a comment on every single line again... only comment the why

    style dates-iso: Format dates as ISO 8601
      about pattern date, timestamp, deadline
      set format=ISO 8601
      do format dates as ISO 8601 | write dates in ISO 8601 form
      np ISO 8601 for dates
      never use american date formats
      say every date that leaves our system is ISO 8601
      fuss 03/04/2025?? dates are ISO 8601 here

    style money-cents: Store amounts of money as integer cents
      about words price, amount, invoice, refund
      set format=integer cents; forbidden=float
      do store money as integer cents | keep amounts of money in integer cents
      never use floats for money | store money as a float
      stop using floats for money
      np integer cents for money, no floats
      say money is integer cents throughout our code
      fuss a float for a price, seriously? money is integer cents
      why we lost 3 cents per invoice that way
      es los importes siempre en céntimos enteros, nunca en float

    style docs-headings: Use sentence case in the headings of documentation
      when activity=documentation
      set format=sentence case; target=heading
      do use sentence case in doc headings | write headings in the docs in sentence case
      np sentence case for headings in the docs
      never capitalise every word in a docs heading

    style docs-voice: Address the reader as you in documentation
      when activity=documentation
      do address the reader as you in the docs
      np you instead of we for the reader of the docs
      never write we in the docs
      say our docs speak to the reader as you

    style docs-line: Put one sentence on each line in documentation
      when activity=documentation
      do put one sentence per line in the docs | start a new line in the docs after each sentence
      np one sentence per line in the docs
      why the diffs are readable then

    style bash-strict: Begin shell scripts with set -euo pipefail
      when language=shell
      set command=set -euo pipefail
      do begin shell scripts with set -euo pipefail | put set -euo pipefail at the top of every shell script
      np set -euo pipefail at the top of shell scripts
      never write a shell script without set -euo pipefail
      fuss the shell script has no set -euo pipefail, again

    style bash-quote: Quote every variable in shell scripts
      when language=shell
      do quote every variable in shell scripts
      np quoted variables in shell scripts
      never leave a variable unquoted in a shell script
    """
}
