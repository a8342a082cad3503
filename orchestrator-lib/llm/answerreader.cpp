#include "answerreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "errorbody.h"
#include "faultreader.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// What providers call the two ends that are not good ones, in lower case.
constexpr std::array cutOffReasons{"length"_L1, "max_tokens"_L1, "model_length"_L1, "max_output_tokens"_L1};
constexpr std::array refusalReasons{"content_filter"_L1, "safety"_L1,  "recitation"_L1, "prohibited_content"_L1,
                                    "blocklist"_L1,      "refusal"_L1, "spii"_L1,       "content_filtered"_L1,
                                    "sensitive"_L1};

bool isOne(const QString &word, std::span<const QLatin1StringView> of)
{
    return std::ranges::any_of(
        of, [&word](QLatin1StringView known) { return word.compare(known, Qt::CaseInsensitive) == 0; });
}

/// A content is a text, or a list of parts of which some are texts.
QString contentText(const QJsonValue &content)
{
    if (!content.isArray())
        return content.toString();
    QString text;
    for (const QJsonValue part : content.toArray())
        text += part.isString() ? part.toString() : part[u"text"].toString();
    return text;
}

ChatFault badAnswer(const QString &reason)
{
    return {.kind = ChatErrorKind::BadAnswer, .said = reason};
}
} // namespace

bool AnswerReader::feed(const QByteArray &bytes)
{
    m_bytes += bytes.size();
    if (m_bytes > maxBytes)
        return false;
    if (m_isSniffed)
        return take(bytes);
    constexpr std::string_view spacesAndMark(" \t\r\n\xef\xbb\xbf"); // the mark of UTF-8
    const size_t begin = std::string_view(bytes).find_first_not_of(spacesAndMark);
    if (begin == std::string_view::npos)
        return true;
    const QByteArray rest = bytes.sliced(static_cast<qsizetype>(begin));
    m_isSniffed = true;
    m_isJson = rest.front() == '{' || rest.front() == '[';
    return take(rest);
}

bool AnswerReader::take(const QByteArray &bytes)
{
    if (m_isJson) {
        m_document += bytes;
        return true;
    }
    for (const SseEvent &event : m_events.feed(bytes)) {
        if (event.data.trimmed() == "[DONE]")
            m_isDone = true;
        else
            readChunk(QJsonDocument::fromJson(event.data).object());
    }
    return m_text.size() <= maxText;
}

void AnswerReader::readDocument()
{
    const QJsonDocument document = QJsonDocument::fromJson(std::exchange(m_document, {}));
    const QJsonObject root = document.isArray() ? document.array().first().toObject() : document.object();
    m_isDone = root[u"choices"].isArray(); // some servers give no reason for the end
    readChunk(root);
}

void AnswerReader::readChunk(const QJsonObject &chunk)
{
    if (const QJsonValue error = chunk[u"error"]; error.isObject() || error.isString())
        m_error = chunk;
    if (const QString model = chunk[u"model"].toString(); !model.isEmpty())
        m_model = oneLine(model);
    readUsage(chunk[u"usage"].toObject());
    readUsage(chunk[u"x_groq"][u"usage"].toObject());
    const QJsonArray choices = chunk[u"choices"].toArray();
    if (!choices.isEmpty())
        readChoice(choices.first().toObject());
}

void AnswerReader::readChoice(const QJsonObject &choice)
{
    const QJsonValue message = choice[u"message"].isObject() ? choice[u"message"] : choice[u"delta"];
    m_text += contentText(message[u"content"]);
    m_refusal += message[u"refusal"].toString();
    if (const QString reason = choice[u"finish_reason"].toString(); !reason.isEmpty())
        m_finishReason = reason;
    if (choice[u"error"].isObject())
        m_error = choice;
}

void AnswerReader::readUsage(const QJsonObject &usage)
{
    if (usage[u"prompt_tokens"].isDouble())
        m_promptTokens = std::max<qint64>(0, usage[u"prompt_tokens"].toInteger());
    if (usage[u"completion_tokens"].isDouble())
        m_answerTokens = std::max<qint64>(0, usage[u"completion_tokens"].toInteger());
}

std::optional<ChatFault> AnswerReader::fault(bool isWhole) const
{
    if (!m_error.isEmpty())
        return faultOfErrorObject(m_error);
    if (!m_refusal.isEmpty() || isOne(m_finishReason, refusalReasons)) {
        return ChatFault{.kind = ChatErrorKind::Refused,
                         .said = oneLine(m_refusal.isEmpty() ? m_finishReason : m_refusal)};
    }
    if (m_text.size() > maxText)
        return badAnswer(u"it is larger than an answer may be"_s);
    if (!hasFinished()) {
        const bool isBroken = !isWhole || !m_text.isEmpty();
        return badAnswer(isBroken ? u"the answer broke off"_s : u"it is not an answer of a model"_s);
    }
    if (m_text.trimmed().isEmpty() && !isOne(m_finishReason, cutOffReasons))
        return badAnswer(u"the answer is empty"_s);
    return std::nullopt;
}

std::expected<ChatAnswer, ChatFault> AnswerReader::finish(bool isWhole)
{
    if (m_isJson)
        readDocument();
    else if (isWhole)
        take("\n\n"); // some servers forget the last blank line
    if (const auto wrong = fault(isWhole))
        return std::unexpected(*wrong);
    return ChatAnswer{.text = m_text,
                      .isCutOff = isOne(m_finishReason, cutOffReasons),
                      .model = m_model,
                      .promptTokens = m_promptTokens,
                      .answerTokens = m_answerTokens};
}

} // namespace ca
