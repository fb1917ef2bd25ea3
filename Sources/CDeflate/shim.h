#ifndef LTM_CDEFLATE_SHIM_H
#define LTM_CDEFLATE_SHIM_H

#include <libdeflate.h>

#endif
