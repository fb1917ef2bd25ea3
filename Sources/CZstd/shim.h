#ifndef LTM_CZSTD_SHIM_H
#define LTM_CZSTD_SHIM_H

#include <zstd.h>
#include <zstd_errors.h>

#endif
