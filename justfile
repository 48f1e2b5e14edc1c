# The same checks here and on the server: .ci/run. `just` lists what there is.

export RUSTDOCFLAGS := "-D warnings"

[private]
default:
    @just --list

# Everything that a change must pass
ci: fmt clippy test doc deny demo

# The layout of the sources
fmt:
    cargo fmt --check

# Lints; their list with reasons is in Cargo.toml
clippy:
    cargo clippy --all-targets -- -D warnings

# All tests
test:
    cargo test

# Documentation of the items, links included
doc:
    cargo doc --no-deps

# Licenses, advisories and sources of the crates; skipped where cargo-deny is not installed
deny:
    if cargo deny --version >/dev/null 2>&1; then cargo deny check; else echo "cargo-deny is not installed: skipped"; fi

# The demo newsroom, checked and built
demo:
    cargo run --release -- check
    cargo run --release -- build

# Times on this machine: of the parts, then of the whole program beside a floor in the same run
bench articles="10000":
    cargo bench --bench scan --bench pages --bench resolve
    cargo bench --profile release --bench table -- {{articles}}
