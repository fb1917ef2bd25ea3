#ifndef LTM_CMALLOC_SHIM_H
#define LTM_CMALLOC_SHIM_H

#include <malloc.h>

#endif
