import TestSupport

/// Code to try every reading and edit on.
enum Samples {
  struct Sample: Sendable {
    let language: String
    let text: String
    var hasShorthand = false
  }

  static let all: [Sample] = [
    Sample(
      language: "javascript",
      text: """
        import z from './z.js'
        import a from "a"
        const user_name = 'it', other_name = "x", size_limit = 10
        function get_user(user_id, { first_part }) {
            if (user_id) {
                return fetch("/u/" + user_id).then((found_row) => found_row.json())
            }
            return null
        }
        class UserStore {
          row_count = 0;
          load_all() { return this.row_count; }
        }
        export default get_user;
        export { UserStore };
        const list_of = [
          user_name,
          other_name
        ]
        ;[1, 2].forEach(x => list_of.push(x))
        let i = 0
        i++
        for (let j = 0; j < 3; j++) { i += j; }

        """, hasShorthand: true),
    Sample(
      language: "typescript",
      text: """
        import type { B } from 'b';
        import { readFile } from 'fs';
        export interface UserRow { user_name: string; ageInYears?: number }
        export type RowKey = keyof UserRow;
        export async function loadRow(rowId: string, options = {}): Promise<UserRow> {
        \tconst text_body = await readFile(`rows/${rowId}.json`, 'utf8');
        \tconst parsed_row = JSON.parse(text_body) as UserRow;
        \treturn {
        \t\t...parsed_row,
        \t\tuser_name: "it's " + parsed_row.user_name,
        \t};
        }
        abstract class Base<T> { protected item_count: number = 0; abstract run(arg: T): void; }

        """),
    Sample(
      language: "tsx",
      text: """
        export const UserCard = ({ user_name }: { user_name: string }) => {
          const [isOpen, setIsOpen] = useState(false)
          return (
            <div className="card" onClick={() => setIsOpen(!isOpen)}>
              {isOpen && <span>{'yes'}</span>}
            </div>
          )
        }

        """, hasShorthand: true),
    Sample(
      language: "python",
      text: """
        import sys
        import os
        MAX_SIZE = 10


        class UserStore:
            '''Keeps users.'''
            rowCount = 0

            def loadAll(self, userId, maxRows=10):
                "Loads."
                if userId:
                    self.rowCount += 1
                    return load_rows(
                        userId,
                        limit=maxRows
                    )
                text = '''
              kept
                '''
                return f"{userId} rows" + 'don\\'t' + "plain" + text


        def load_rows(user_id, limit):
            values = [
                user_id,
                limit,
            ]
            return {k: v for k, v in zip(values, ("a", 'b'))}

        """),
    Sample(
      language: "go",
      text:
        "package main\n\nimport (\n\t\"os\"\n\t\"fmt\"\n)\n\ntype Row struct {\n\tuserName string\n}\n\nfunc (r *Row) show(maxLen int) {\n\tlocal_value := r.userName\n\tfmt.Println(local_value, maxLen, os.Args)\n}\n"
    ),
    Sample(
      language: "rust",
      text:
        "use std::io;\nuse std::fs;\n\nstruct Row {\n    user_name: String,\n}\n\nimpl Row {\n    fn show_all(&self, max_len: usize) -> usize {\n        let found_rows = vec![1, 2];\n        found_rows.len() + max_len\n    }\n}\n"
    ),
    Sample(
      language: "java",
      text:
        "import java.util.Map;\nimport java.util.List;\n\npublic class RowStore {\n    private int row_count;\n\n    public int addRow(int new_row) {\n        int local_sum = row_count + new_row;\n        return local_sum;\n    }\n}\n"
    ),
    Sample(
      language: "ruby",
      text:
        "class RowStore\n  def add_row(new_row, size = 1)\n    @row_count = new_row + size\n    puts \"sum #{@row_count}\", 'plain'\n    [\n      new_row,\n      size\n    ].map { |one_item| one_item + 1 }\n  end\nend\n"
    ),
    Sample(
      language: "php",
      text:
        "<?php\nclass RowStore {\n    private $row_count = 0;\n    public function addRow($new_row) {\n        $this->row_count += $new_row;\n        return [\n            'count' => $this->row_count,\n            \"name\" => 'x'\n        ];\n    }\n}\n"
    ),
    Sample(
      language: "c",
      text:
        "#include <stdio.h>\n\nstruct row { int row_count; };\n\nstatic int add_row(struct row *target_row, int new_value) {\n    int local_sum = target_row->row_count + new_value;\n    printf(\"%d\", local_sum);\n    return local_sum;\n}\n"
    ),
    Sample(
      language: "csharp",
      text:
        "using System;\nusing Acme.Data;\n\nclass RowStore {\n    private int row_count;\n\n    public int AddRow(int new_row) {\n        var local_sum = row_count + new_row;\n        return local_sum;\n    }\n}\n"
    ),
    Sample(
      language: "kotlin",
      text:
        "import b.C\nimport a.B\n\nclass RowStore(val row_count: Int) {\n    fun addRow(new_row: Int): Int {\n        val local_sum = row_count + new_row\n        return local_sum\n    }\n}\n"
    ),
    Sample(
      language: "shell",
      text: "rowCount=1\nadd_row() {\n  local newRow=$1\n  echo \"$((rowCount + newRow))\"\n}\nadd_row 2\n"),
    Sample(language: "css", text: "@import 'a.css';\n.a::before {\n  content: \"x\";\n}\n"),
  ]

  /// One of the samples with lines left out, doubled and exchanged, so that it hardly ever is a program.
  static func damaged(using generator: inout some RandomNumberGenerator) -> Sample? {
    guard var sample = all.randomElement(using: &generator).map({ ($0.language, $0.text) }) else { return nil }
    var lines = sample.1.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 1...4, using: &generator) where lines.count > 2 {
      let index = Int.random(in: 0..<lines.count, using: &generator)
      switch Int.random(in: 0...3, using: &generator) {
      case 0: lines.remove(at: index)
      case 1: lines.insert(lines[index], at: index)
      case 2: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &generator))
      default: lines[index] = String(lines[index].prefix(Int.random(in: 0...20, using: &generator)))
      }
    }
    sample.1 = lines.joined(separator: "\n")
    return Sample(language: sample.0, text: sample.1)
  }
}
