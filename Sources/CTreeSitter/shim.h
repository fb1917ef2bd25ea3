#ifndef LTM_CTREESITTER_SHIM_H
#define LTM_CTREESITTER_SHIM_H

#include <tree_sitter/api.h>

#endif
