// Words of command lines that users copy: read by the shell itself.
#include "host/base/shell_word.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/host/temporary_folder.hpp"

namespace twinarm::base {
namespace {

TEST(ShellWord, AnyTextIsOneWordAndTheSameTextToAShell) {
    const TemporaryFolder folder;
    for (const std::string text : {"results",     "runs/a-b_c.1", "my results", "it's",      "$(touch hit)",
                                   "`touch hit`", "a;touch hit",  "a\\b",       "*",         "~",
                                   "=ls",         "a=b",          "",           "caf\u00e9", "\"q\"",
                                   "#x",          "a&b",          "{a,b}",      "!x",        "'"}) {
        const std::string command =
            "cd " + folder.path().string() + " && printf %s " + shell_word(text) + " >out";
        ASSERT_EQ(std::system(command.c_str()), 0) << command;
        EXPECT_EQ(text_in(folder / "out"), text);
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "hit"));
}

TEST(ShellWord, WhatMeansNothingToAShellStaysAsItIs) {
    for (const char* text : {"results/1", "a=b", "caf\u00e9", "12%", "a:b,c@d+e"})
        EXPECT_EQ(shell_word(text), text);
    EXPECT_EQ(shell_word("my results"), "'my results'");
}

}  // namespace
}  // namespace twinarm::base
