#include "dragoman_kernels.h"
