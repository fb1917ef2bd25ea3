#ifndef LTM_CZLIB_SHIM_H
#define LTM_CZLIB_SHIM_H

#include <zlib.h>

#endif
