#ifndef LTM_SYSTEM_CALLS_H
#define LTM_SYSTEM_CALLS_H

/// How many system calls that change files have been counted so far; see SystemCalls.c.
long ltm_system_calls(void);

#endif
