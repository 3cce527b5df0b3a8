#pragma once
#include "include/dragoman_kernels.h"

extern const dk_kernels dk_portable_kernels;
#if defined(__x86_64__)
extern const dk_kernels dk_avx2_kernels;
extern const dk_kernels dk_avxvnni_kernels;
extern const dk_kernels dk_avx512vnni_kernels;
#endif
#if defined(__aarch64__)
extern const dk_kernels dk_neon_kernels;
#endif
