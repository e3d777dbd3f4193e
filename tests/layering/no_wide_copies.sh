#!/bin/sh
# Fails where an object that is compiled for wide registers defines a symbol that another object may define too: the
# linker keeps one copy, and it could be the wide one. no_wide_copies.sh NM NAMESPACE OBJECT...
nm=$1
mangled=7twinarm${#2}$2
shift 2
"$nm" --defined-only "$@" | awk -v mangled="$mangled" '
    NF < 2 { next }
    { kind = $(NF - 1); name = $NF }
    kind !~ /^[WVuTDB]$/ { next }
    { seen++ }
    name ~ /^DW\.ref\./ { next }             # where the C++ runtime finds its exception handler: a pointer, no code
    index(name, mangled) == 0 { print kind, name; wrong++ }
    END {
        if (seen == 0) { print "no symbols at all: the test looks at the wrong object"; exit 1 }
        exit wrong > 0
    }'
