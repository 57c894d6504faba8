/**
 * Addresses by which a page is handed on to a network, a messenger or a mail program. What share buttons are called in
 * markup differs from site to site; where they lead does not.
 */
const sharePattern =
  /^https?:\/\/(?:[a-z]{2,3}(?:-[a-z]{2})?\.|www\.|m\.)?(?:facebook\.com\/(?:sharer|share\.php|dialog\/(?:share|feed|send))|(?:twitter|x)\.com\/(?:intent\/(?!follow|user)|share|home\?status=)|linkedin\.com\/(?:shareArticle|sharing\/|cws\/share)|pinterest\.[a-z.]{2,6}\/pin\/create|reddit\.com\/(?:submit|login\?dest=)|tumblr\.com\/(?:share|widgets\/share)|xing\.com\/(?:spi\/shares|social_plugins\/share|app\/user\?op=share|social\/share)|xing-share\.com\/|vk\.com\/share|vkontakte\.ru\/share|connect\.ok\.ru\/|ok\.ru\/dk\?st\.cmd=addShare|t\.me\/share|telegram\.me\/share|api\.whatsapp\.com\/send|wa\.me\/\?|web\.whatsapp\.com\/send|web\.skype\.com\/share|line\.me\/R\/msg|social-plugins\.line\.me\/|service\.weibo\.com\/share|share\.diasporafoundation\.org|sns\.qzone\.qq\.com|getpocket\.com\/(?:save|edit)|instapaper\.com\/(?:hello2|edit)|flipboard\.com\/bookmarklet|digg\.com\/submit|stumbleupon\.com\/(?:submit|badge\/\?url=)|technorati\.com\/faves\?add=|linkarena\.com\/bookmarks\/addlink|blinklist\.com\/index\.php\?Action=Blink|del\.icio\.us\/post|delicious\.com\/(?:save|post)|plus\.google\.com\/share|google\.com\/bookmarks|buffer(?:app)?\.com\/add|addtoany\.com\/(?:share|add_to)|addthis\.com\/bookmark|api\.addthis\.com\/oexchange|share\.flipboard\.com|news\.ycombinator\.com\/submitlink|mix\.com\/(?:add|mixit)|blogger\.com\/(?:blog-this|share-post)|printfriendly\.com\/print|mister-wong\.[a-z]+\/(?:index\.php\?action=addurl|add_url)|wykop\.pl\/(?:dodaj|remotelink)|nk\.pl\/sledzik|meneame\.net\/submit|bsky\.app\/intent|threads\.net\/intent)/iu

export function isShareAddress(url: string): boolean {
  return sharePattern.test(url)
}
