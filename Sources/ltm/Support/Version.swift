/// The version that `ltm --version` prints.
let ltmVersion = "0.1.0"
