#include "dragoman_sentencepiece.h"
