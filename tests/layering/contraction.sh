#!/bin/sh
# Fails where an object holds fused multiply-adds and must not (`none`), or holds none and should (`some`): contraction
# changes the last bits of every patient. contraction.sh OBJDUMP none|some OBJECT...
objdump=$1
wanted=$2
shift 2
"$objdump" -d --no-show-raw-insn "$@" | awk -v wanted="$wanted" '
    /^ *[0-9a-f]+:\t/ { seen++ }
    /\tv?fn?m(add|sub)/ { fused++ }
    END {
        if (seen < 1000) { print "hardly any instructions: the test looks at the wrong object"; exit 1 }
        print fused + 0, "of", seen, "instructions are fused"
        exit (wanted == "none") != (fused + 0 == 0)
    }'
