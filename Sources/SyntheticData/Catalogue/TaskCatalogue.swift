/// What assistants are asked to do. Each line is a description, and after the bar the names that are needed.
enum TaskCatalogue {
  /// Work on code in a programming language.
  static let code = rows(
    """
    Write a function that totals the price of every item in a cart | item price, cart total
    Add a helper that splits an amount between two payers | first share, second share
    Compute the refund for a cancelled trip | paid sum, kept share
    Round the amount that a customer still owes | open sum, rounded sum
    Write a function that gives the number of days until a deadline | days left, today
    Turn a timestamp into the text that stands under a message | message time, shown text
    Group bookings by the date of arrival | arrival day, booking group
    Add an endpoint that returns one customer by number | customer number, found customer
    Write the api route that accepts a new survey | survey answers, survey owner
    Add the endpoint that gives a list of open tickets | open tickets, page size
    Return the listing of uploads of one user | user uploads, upload count
    Read the timeout from the configuration | request timeout, default timeout
    Introduce a setting for the size of thumbnails | thumbnail width, thumbnail height
    Write a query that finds the guests of a booking in the database | booking guests, guest count
    Keep the theme of a user in the database | user theme, user number
    Write a log entry when an upload is too large | upload size, upload label
    Add logging to the import of contracts | import size, import source
    Add a counter for refused requests | refused count, request kind
    Measure the length of the queue with a gauge | queue length, queue label
    Build the new feature that lets guests share a playlist | playlist owner, shared link
    Fix the bug that counts a voucher twice | voucher count, used vouchers
    Write a function that finds the longest word in a text | longest word, word length
    Merge two sorted arrays of scores | left scores, right scores
    Write a helper that shortens a title to a given width | short title, title width
    Compute the mean and the spread of sensor values | mean value, value spread
    Turn the tree of folders into a flat array | folder depth, flat folders
    Write a parser for key and value lines | line key, line value
    Find duplicate customers by their mail | seen mails, duplicate count
    Write a function that pairs players of similar strength | player strength, player pairs
    Count how many seats of a row are free | free seats, seat row
    """)

  /// Work on code that exists; only the arrangement changes.
  static let refactoring = rows(
    """
    Split the long function in two and give the parts good names | step count, step result
    Make the loop easier to read | loop total, loop label
    Extract the repeated part into a helper | shared part, part count
    """)

  static let sql = rows(
    """
    Write a statement that counts bookings by country | booking country, booking count
    Find the customers without any order | customer number, order count
    Show the ten sensors with the highest values | sensor label, highest value
    """)

  static let shell = rows(
    """
    Write a script that counts the lines of all reports | line count, report folder
    Write a script that copies the artefacts to another host | target host, copied files
    Write a script that waits until the port is open | port number, wait seconds
    """)

  static let terraform = rows(
    """
    Add a bucket for the nightly exports | export bucket, bucket label
    Add a queue between the gateway and the workers | worker queue, queue label
    """)

  static let testing = rows(
    """
    Cover the empty cart with a unit test | empty cart, cart result
    Test what happens when two users book the same seat | first user, second user
    Add tests for the parser | parser input, parser result
    """)

  static let migration = rows(
    """
    Add the column nickname to the customers table | customer nickname, customer number
    Split the column address of the branches table into street and town | street label, town label
    """)

  static let commit = ["Commit the staged change to the parser", "Commit the work on the seat map"]
  static let branch = ["Start a branch for the work on the seat map", "Make a branch for ticket 4711"]
  static let push = ["Push the finished work", "Push what is committed"]
  static let install = ["Bring in a library for charts", "Bring in a library that reads spreadsheets"]
  static let deploy = ["Deploy version 3.2", "Bring the current version to the servers"]
  static let documentation = ["Write the guide on sharing a playlist", "Describe in the handbook how seats are booked"]
  static let review = ["Review the pull request on the seat map", "Review the change to the parser"]
  static let removal = ["Remove the files of the abandoned prototype", "Delete the screenshots in the assets folder"]
  static let explanation = [
    "Explain how a hash map works", "Explain the difference between a process and a thread",
    "What does idempotent mean?", "Explain how binary search finds its place",
    "Which sorting algorithm suits nearly sorted data? Answer in words",
  ]

  private static func rows(_ text: String) -> [(description: String, names: [String])] {
    StandingFrames.lines(text).map { line in
      let parts = line.split(separator: "|")
      let names = parts.count > 1 ? parts[1].split(separator: ",").map { String($0.drop { $0 == " " }) } : []
      return (String(parts[0].dropLast()), names)
    }
  }
}
