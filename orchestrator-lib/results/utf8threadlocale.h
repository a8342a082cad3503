#pragma once

#include <locale.h>

namespace ca {

/// Makes UTF-8 the character set of the calling thread while it lives. libarchive converts names by way of the locale,
/// and a daemon's is often "C", where everything but ASCII would be lost.
class Utf8ThreadLocale
{
public:
    Utf8ThreadLocale()
        : m_locale(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr))
        , m_before(m_locale ? ::uselocale(m_locale) : nullptr)
    {
    }
    Utf8ThreadLocale(const Utf8ThreadLocale &) = delete;
    Utf8ThreadLocale &operator=(const Utf8ThreadLocale &) = delete;
    ~Utf8ThreadLocale()
    {
        if (!m_locale)
            return;
        ::uselocale(m_before);
        ::freelocale(m_locale);
    }

private:
    locale_t m_locale;
    locale_t m_before;
};

} // namespace ca
