#include "dragoman_language_detector.h"
