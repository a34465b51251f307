// The door to OpenSSL's libcrypto, which libcurl brings along. Only the target DigestKit imports it.
#pragma once

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
