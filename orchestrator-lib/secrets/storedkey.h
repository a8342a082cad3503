#pragma once

#include <QString>
#include <cstdint>

#include "secret.h"

namespace ca {

/// Where a key is kept. On the wire: keychain, environment, file, memory.
enum class KeySource : std::uint8_t {
    Keychain,    ///< the desktop's secret service
    Environment, ///< the environment of this process
    File,        ///< .env or settings.env, written by the person
    Memory,      ///< here, for this run only
};

QString keySourceName(KeySource source);

/// A key that the settings gave at the start.
struct GivenKey
{
    QString provider;
    Secret key;
    /// As Settings::source() has it: "the environment", "/a/.env, line 3".
    QString place;
};

/// What may be told of a key.
struct KeyInfo
{
    QString provider;
    KeySource source = KeySource::Memory;
    /// For people: "the keychain", "the environment", "/a/.env, line 3", "memory, until the program ends".
    QString place;
    /// May be empty.
    QString lastFour;

    bool operator==(const KeyInfo &) const = default;
};

} // namespace ca
