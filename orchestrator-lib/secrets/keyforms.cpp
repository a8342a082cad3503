#include "keyforms.h"

namespace ca {

namespace {
constexpr qsizetype bitsOfByte = 8;
constexpr qsizetype bitsOfDigit = 6;

/// The digits that depend on nothing but the secret when `before` other bytes stand in front of it in its group of 3.
QByteArray certainDigits(const QByteArray &secret, qsizetype before, QByteArray::Base64Options alphabet)
{
    const QByteArray padded = QByteArray(before, '\0') + secret;
    const QByteArray encoded = padded.toBase64(alphabet);
    const qsizetype first = (before * bitsOfByte + bitsOfDigit - 1) / bitsOfDigit;
    const qsizetype end = (before + secret.size()) * bitsOfByte / bitsOfDigit;
    return encoded.sliced(first, end - first);
}
} // namespace

QList<QByteArray> keyForms(const QByteArray &secret)
{
    QList<QByteArray> forms{secret};
    for (qsizetype before = 0; before < 3; ++before) {
        for (const QByteArray::Base64Options alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
            const QByteArray digits = certainDigits(secret, before, alphabet);
            if (!forms.contains(digits))
                forms.append(digits);
        }
    }
    return forms;
}

} // namespace ca
