// The texts of the page, put into the program by embed.cmake.
#pragma once

namespace twinarm::report {

extern const char* const page_skeleton;
extern const char* const page_style;
extern const char* const page_script;
extern const char* const design_page_script;
extern const char* const page_d3;

}  // namespace twinarm::report
