/* vpdpbusd in software, for an x86 CPU that has AVX2 but not AVX-VNNI. */
#pragma once
#include <stddef.h>

/* From now on the signal that the unknown instruction raises carries it out; 0 where that cannot be done. */
int trap_dpbusd(void);

/* How many were carried out. */
extern size_t trapped_dpbusd;
