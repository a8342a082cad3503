#include "apierror.h"

namespace ca {

HttpStatus httpStatusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Malformed:
        return HttpStatus::BadRequest;
    case ErrorCode::InvalidArgument:
        return HttpStatus::UnprocessableEntity;
    case ErrorCode::NotFound:
    case ErrorCode::NotReady:
        return HttpStatus::NotFound;
    case ErrorCode::Conflict:
        return HttpStatus::ServiceUnavailable;
    case ErrorCode::WrongState:
        return HttpStatus::Conflict;
    case ErrorCode::TooLarge:
        return HttpStatus::PayloadTooLarge;
    case ErrorCode::QueueFull:
        return HttpStatus::TooManyRequests;
    case ErrorCode::NoSpace:
    case ErrorCode::Io:
    case ErrorCode::Unsupported:
    case ErrorCode::SandboxUnsafe:
    case ErrorCode::SandboxFailed:
    case ErrorCode::NoProvider:
    case ErrorCode::ProviderFailed:
        return HttpStatus::ServiceUnavailable;
    default:
        return HttpStatus::InternalServerError;
    }
}

QJsonObject errorToJson(const Error &error)
{
    using namespace Qt::StringLiterals;
    return {{u"error"_s, error.message},
            {u"code"_s, errorCodeName(error.code)},
            {u"detail"_s, error.detail.isEmpty() ? QJsonValue() : QJsonValue(error.detail)}};
}

} // namespace ca
