#!/usr/bin/env bash
# Measures ltm beside its peers in one run, and prints a table: machines differ, ratios less.
#
#   BENCH_ROWS     which rows (default: all of them)
#     read         a directory of 64 files, two cores, beside ripgrep counting lines with nine words
#     cores        the same with two cores beside one
#     core         one file, one core, beside ripgrep searching for one literal
#     orjson       the same, beside a loop in Python that parses each line with orjson and picks what users say
#     memory       peak memory of a large and a small corpus
#     night        a night with nothing new over many small files, beside find -printf
#     commits      10,000 new rules as a commit each, beside git fast-import and git commit: bench/store.py
#     change       one changed rule in a large store beside a small one
#     nothing      that a run with nothing new leaves no object
#     snapshot     all rules of a revision, beside git archive
#     store encode classify    single stages: bench/stages.sh
#   BENCH_SIZE     the large corpus (default 1G), BENCH_SMALL the small one (100M), BENCH_FILES the many files (100000)
#   BENCH_STORE    the rules that stores hold already (default "1000 10000 100000"), BENCH_COMMITS those that are added
#   BENCH_SEED     what the corpora follow from (default 1)
#   BENCH_REPEATS  how often what is compared runs in turn (default 5); no turn begins after BENCH_SECONDS (default 300)
#   BENCH_DATA     where corpora are kept from run to run (default .build/bench); about 3 GB
#
# A row that is short of its bar is no failure of this script.
set -euo pipefail
ltm=${1:?usage: bench.sh PATH-OF-LTM PATH-OF-ENCODER-BENCH PATH-OF-STORE-BENCH}
encoder=${2:?usage: bench.sh PATH-OF-LTM PATH-OF-ENCODER-BENCH PATH-OF-STORE-BENCH}
store=${3:?usage: bench.sh PATH-OF-LTM PATH-OF-ENCODER-BENCH PATH-OF-STORE-BENCH}
here=$(dirname "${BASH_SOURCE[0]}")
rows=${BENCH_ROWS:-read cores core orjson memory night commits change nothing snapshot store encode classify}
data=${BENCH_DATA:-.build/bench}
seed=${BENCH_SEED:-1}
large=$(numfmt --from=iec "${BENCH_SIZE:-1G}")
small=$(numfmt --from=iec "${BENCH_SMALL:-100M}")

corpus() {
  local name=$1
  shift
  "${PYTHON:-python3}" "$here/bench/corpus.py" --seed "$seed" "$@" "$data/$name"
}

mkdir -p "$data"
measured=() stages=() stored=()
for row in $rows; do
  case $row in
    read | cores) measured+=("$row") && corpus large --size "$large" --files 64 ;;
    core | orjson) measured+=("$row") && corpus large-file --size "$large" ;;
    memory)
      measured+=("$row")
      corpus large --size "$large" --files 64
      corpus large-file --size "$large"
      corpus small --size "$small" --files 64
      corpus small-file --size "$small"
      ;;
    night) measured+=("$row") && corpus many --small "${BENCH_FILES:-100000}" ;;
    commits | change | nothing | snapshot) stored+=("$row") ;;
    store | encode | classify) stages+=("$row") ;;
    *) echo "bench: no row is named '$row'" >&2 && exit 2 ;;
  esac
done

if [ ${#measured[@]} -gt 0 ]; then
  "${PYTHON:-python3}" "$here/bench/rows.py" --ltm "$ltm" --data "$data" \
    --python "${BENCH_PYTHON:-python3}" "${measured[@]}"
fi
if [ ${#stored[@]} -gt 0 ]; then
  "${PYTHON:-python3}" "$here/bench/store.py" --bench "$store" --data "$data" "${stored[@]}"
fi
[ ${#stages[@]} -eq 0 ] || "$here/bench/stages.sh" "$ltm" "$encoder" "${stages[*]}"
