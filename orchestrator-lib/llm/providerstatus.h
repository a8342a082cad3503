#pragma once

#include <QString>
#include <cstdint>

namespace ca {

/// Whether a provider can be asked. On the wire: ready, no_key, no_model, no_address, not_running.
enum class ProviderState : std::uint8_t {
    Ready,
    NoKey,
    NoModel,
    NoAddress,
    NotRunning, ///< a local one that does not answer
};

QString providerStateName(ProviderState state);

/// A provider for people's eyes.
struct ProviderStatus
{
    QString name = {};
    QString label = {};
    QString baseUrl = {};
    /// Empty when none is known.
    QString model = {};
    qint64 contextTokens = 0;
    ProviderState state = ProviderState::NoKey;
    /// What to do, or to know; may be empty.
    QString note = {};
    /// Its place among those that jobs with provider "auto" ask, from 1; 0: not among them.
    int position = 0;
    /// Where the key is from, and its last four characters; empty without one.
    QString keySource = {};
    QString keyHint = {};
};

/// How a provider did with one tiny question.
struct ProviderTrial
{
    QString provider = {};
    QString model = {};
    double seconds = 0;
    /// What was wrong and what to do; empty when it answered.
    QString error = {};
    /// chatErrorName(), or empty.
    QString errorKind = {};
};

} // namespace ca
