#pragma once

#include <QString>
#include <cstdint>

namespace ca {

/// What kind of failure it is; callers and REST decide by this, never by the sentence.
enum class ErrorCode : std::uint8_t {
    Malformed,       ///< what the caller sent cannot even be read
    InvalidArgument, ///< the caller asked for something that does not fit
    NotFound,
    NotReady,   ///< it exists, but what was asked for is not there yet
    Conflict,   ///< the data folder or port is in other hands
    WrongState, ///< the job is in a state in which this cannot be done
    QueueFull,
    Unsupported,   ///< known, but not offered by this system
    SandboxUnsafe, ///< no sandbox can be made that keeps the contract
    SandboxFailed, ///< the sandbox did not start or broke
    AgentFailed,   ///< the agent inside broke the protocol or went away
    StepFailed,    ///< a step ended with an exit code other than 0
    LimitReached,  ///< a limit of the job ended it; detail is the limit's name
    Interrupted,   ///< the orchestrator stopped while the job ran
    Cancelled,
    NoProvider,     ///< no AI provider is set up
    ProviderFailed, ///< no AI provider gave a usable answer
    TooLarge,
    NoSpace, ///< the disk is full
    Corrupt, ///< stored data cannot be read any more
    Io,
};

/// A failure as a value: a code for programs and a sentence for people, which says what happened and what to do.
struct Error
{
    ErrorCode code = ErrorCode::Io;
    QString message;
    /// More for programs: a limit's or field's name; may be empty.
    QString detail;

    bool operator==(const Error &) const = default;
};

/// The code's name in REST, the store and logs ("not_found").
QString errorCodeName(ErrorCode code);

/// The code of a name that errorCodeName() made; Io for an unknown one.
ErrorCode errorCodeFromName(const QString &name);

/// An Io (or NoSpace) error from errno: "WHAT: strerror".
Error ioError(const QString &what, int errorNumber);

} // namespace ca
